// What is told from an address alone.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const load = async (name) => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../src/${name}.ts`, import.meta.url))],
    format: "esm",
    write: false,
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
};
const { campaign } = await load("campaign");
const { downloads } = await load("downloads");

describe("a campaign", () => {
  const site = "https://example.org/";
  for (const [query, expected] of [
    ["?utm_source=news", true],
    ["?a=1&utm_campaign=spring", true],
    ["?gclid=x", true],
    ["?gbraid=x", true],
    ["?a=1&wbraid=x", true],
    ["?fbclid=x", true],
    ["?msclkid=x", true],
    ["?li_fat_id=x", true],
    ["?ttclid=x", true],
    ["", false],
    ["?id=7", false],
    ["?product_id=7", false],
    ["?clientid=7", false],
    ["utm_source/", false],
    ["?q=utm_source", false],
  ]) {
    it(`${query || "no query"} is ${expected ? "" : "not "}one`, () => {
      assert.equal(campaign.test(site + query), expected);
    });
  }
});

describe("a download", () => {
  for (const [path, expected] of [
    ["/price.pdf", true],
    ["/Price%20list.PDF", true],
    ["/a.doc", true],
    ["/a.docx", true],
    ["/a.xlsx", true],
    ["/a.pptx", true],
    ["/a.odt", true],
    ["/a.csv", true],
    ["/a.tar.gz", true],
    ["/a.mp4", true],
    ["/", false],
    ["/pdf", false],
    ["/about.html", false],
    ["/a.pdf/preview", false],
    ["/photo.jpg", false],
  ]) {
    it(`${path} is ${expected ? "" : "not "}one`, () => {
      assert.equal(downloads.test(path), expected);
    });
  }
});
