// What leaves this folder: one small file that any browser of the last years reads and that asks for nothing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { Script } from "node:vm";
import { parse } from "acorn";
import { budget, build, weigh } from "../scripts/build.mjs";

describe("t.js", async () => {
  const code = await build();

  it("is within its budget", () => {
    assert.equal(budget, 1500);
    assert.ok(weigh(code) > 0);
  });

  it("is refused above its budget", () => {
    assert.throws(() => weigh(code, weigh(code) - 1), /bytes as brotli/);
  });

  it("is the same every time", async () => {
    assert.equal(await build(), code);
  });

  it("is a classic script in the language of 2020", () => {
    assert.ok(new Script(code));
    assert.ok(parse(code, { ecmaVersion: 2020, sourceType: "script" }));
  });

  it("leaves nothing behind where the page has none of what it needs", () => {
    const page = {};
    page.self = page;
    new Script(code).runInNewContext(page);
    assert.deepEqual(Object.keys(page), ["self"]);
  });

  it("needs no package at run time", () => {
    const { dependencies } = JSON.parse(
      readFileSync(new URL("../package.json", import.meta.url), "utf8"),
    );
    assert.equal(dependencies, undefined);
  });
});
