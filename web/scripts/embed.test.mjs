import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { collect, embed } from "./embed.mjs";

let folder, dist, out;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "embed-"));
  [dist, out] = [join(folder, "dist"), join(folder, "out")];
  mkdirSync(join(dist, "assets"), { recursive: true });
  writeFileSync(join(dist, "index.html"), "<!doctype html>".repeat(50));
  writeFileSync(join(dist, "assets/app-BxY1.js"), "let a=1;".repeat(100));
  writeFileSync(join(dist, "assets/dot-1.png"), Buffer.alloc(500));
  writeFileSync(join(dist, "assets/tiny-2.css"), "a{}");
});
afterEach(() => rmSync(folder, { recursive: true }));

const asset = (path) => collect([dist]).find((each) => each.path === path);

describe("embed", () => {
  it("keeps the bytes of every form", () => {
    const { forms } = asset("/assets/app-BxY1.js");
    expect(gunzipSync(forms.gzip)).toEqual(forms.identity);
    expect(brotliDecompressSync(forms.brotli)).toEqual(forms.identity);
  });

  it("leaves out forms that gain nothing", () => {
    expect(asset("/assets/dot-1.png").forms).toMatchObject({ gzip: null, brotli: null });
    expect(asset("/assets/tiny-2.css").forms).toMatchObject({ gzip: null });
  });

  it("calls only hashed names immutable", () => {
    expect(asset("/index.html").immutable).toBe(false);
    expect(asset("/assets/app-BxY1.js").immutable).toBe(true);
  });

  it("writes the same again, and not at all when nothing changed", () => {
    embed([dist], out);
    const written = () =>
      ["assets.S", "assets_table.cpp"].map(
        (name) => statSync(join(out, name)).mtimeNs ?? statSync(join(out, name)).mtimeMs,
      );
    const first = written();
    embed([dist], out);
    expect(written()).toEqual(first);
  });

  it("takes in the new bytes when a file changes, and drops what is gone", () => {
    embed([dist], out);
    const before = readFileSync(join(out, "assets.S"), "utf8");
    rmSync(join(dist, "assets/dot-1.png"));
    writeFileSync(join(dist, "index.html"), "<!doctype html><p>".repeat(50));
    embed([dist], out);
    const after = readFileSync(join(out, "assets.S"), "utf8");
    expect(after).not.toBe(before);
    expect(readFileSync(join(out, "assets_table.cpp"), "utf8")).not.toContain("dot-1.png");
  });

  it("refuses what it has no content type for, and a folder without an app", () => {
    writeFileSync(join(dist, "notes.xyz"), "?");
    expect(() => embed([dist], out)).toThrow(/no content type/);
    rmSync(join(dist, "notes.xyz"));
    rmSync(join(dist, "index.html"));
    expect(() => embed([dist], out)).toThrow(/no index.html/);
  });
});
