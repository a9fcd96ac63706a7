// Turns the built app, and whatever else the server hands out as it is, into two files that are compiled into it:
//
//   node scripts/embed.mjs OUTDIR dist ../tracker/dist
//
//   OUTDIR/assets.S           each file as it is, gzipped and as brotli, taken in with .incbin
//   OUTDIR/assets_table.cpp   the table that tandem::http::assets() returns, ordered by path
//   OUTDIR/bytes/             what .incbin reads
//
// The same input gives the same output, and a file that would not change is not written, so that the build does not
// compile it again. assets.S names the hash of each file it takes in, so that it changes when one of them does.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { extname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const contentTypes = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
const alreadyCompressed = new Set([".png", ".woff2"]);

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Every file of these folders with its forms; a compressed form that is not smaller is left out. */
export function collect(folders) {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => describe(folder, join(entry.parentPath, entry.name))),
    )
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function describe(folder, file) {
  const extension = extname(file);
  const contentType = contentTypes[extension];
  if (!contentType) throw new Error(`${file}: no content type is known for ${extension}`);
  const path = `/${relative(folder, file).split(sep).join("/")}`;
  const identity = readFileSync(file);
  const smaller = (bytes) => (bytes.length < identity.length ? bytes : null);
  const compress = !alreadyCompressed.has(extension);
  return {
    path,
    contentType,
    hash: sha256(identity),
    // Vite writes the hash of its content into the name of everything under /assets/.
    immutable: path.startsWith("/assets/"),
    forms: {
      identity,
      gzip: compress ? smaller(gzipSync(identity, { level: 9 })) : null,
      brotli: compress ? smaller(brotli(identity)) : null,
    },
  };
}

function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

const symbol = (index, form) => `tandem_asset_${index}_${form}`;
const present = (asset) => Object.entries(asset.forms).filter(([, bytes]) => bytes !== null);

/** Position-independent read-only data; the same text assembles on x86-64 and arm64. */
export function assembly(assets, bytesFolder) {
  const lines = ["// Written by web/scripts/embed.mjs; do not edit.", "    .section .rodata"];
  assets.forEach((asset, index) => {
    for (const [form, bytes] of present(asset)) {
      const name = symbol(index, form);
      lines.push(
        "",
        `// ${asset.path}, ${form}, sha256 ${sha256(bytes)}`,
        "    .p2align 4",
        `    .global ${name}`,
        `    .hidden ${name}`,
        `    .type ${name}, %object`,
        `${name}:`,
        `    .incbin "${join(bytesFolder, `${index}.${form}`)}"`,
        `    .size ${name}, . - ${name}`,
      );
    }
  });
  lines.push("", '    .section .note.GNU-stack, "", %progbits', "");
  return lines.join("\n");
}

export function table(assets) {
  const text = (value) => `"${value.replace(/["\\]/g, "\\$&")}"`;
  const declarations = assets.flatMap((asset, index) =>
    present(asset).map(
      ([form]) => `[[gnu::visibility("hidden")]] extern const char ${symbol(index, form)}[];`,
    ),
  );
  const view = (asset, index, form) => {
    const bytes = asset.forms[form];
    return bytes === null ? "{}" : `{${symbol(index, form)}, ${bytes.length}}`;
  };
  const rows = assets.map(
    (asset, index) => `    {.path = ${text(asset.path)},
     .content_type = ${text(asset.contentType)},
     .etag = ${text(`"${asset.hash.slice(0, 16)}"`)},
     .immutable = ${asset.immutable},
     .identity = ${view(asset, index, "identity")},
     .gzip = ${view(asset, index, "gzip")},
     .brotli = ${view(asset, index, "brotli")}},`,
  );
  return `// Written by web/scripts/embed.mjs; do not edit.
#include "http/assets.h"

#include <span>

extern "C" {
${declarations.join("\n")}
}

namespace tandem::http {

namespace {

constinit const Asset kAssets[] = {
${rows.join("\n")}
};

}  // namespace

std::span<const Asset> assets() { return kAssets; }

}  // namespace tandem::http
`;
}

function writeIfChanged(file, content) {
  const bytes = Buffer.from(content);
  if (!existsSync(file) || !readFileSync(file).equals(bytes)) writeFileSync(file, bytes);
}

export function embed(folders, outdir) {
  const assets = collect(folders);
  if (!assets.some((asset) => asset.path === "/index.html")) {
    throw new Error(`no index.html in ${folders.join(", ")}: run "npm run build" first`);
  }
  const bytesFolder = join(outdir, "bytes");
  mkdirSync(bytesFolder, { recursive: true });
  const wanted = new Set();
  assets.forEach((asset, index) => {
    for (const [form, bytes] of present(asset)) {
      wanted.add(`${index}.${form}`);
      writeIfChanged(join(bytesFolder, `${index}.${form}`), bytes);
    }
  });
  for (const name of readdirSync(bytesFolder)) {
    if (!wanted.has(name)) rmSync(join(bytesFolder, name));
  }
  writeIfChanged(join(outdir, "assets.S"), assembly(assets, bytesFolder));
  writeIfChanged(join(outdir, "assets_table.cpp"), table(assets));
  return assets;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [outdir, ...folders] = process.argv.slice(2);
  if (folders.length === 0) {
    console.error("usage: node scripts/embed.mjs OUTDIR DIST...");
    process.exit(2);
  }
  embed(
    folders.map((folder) => resolve(folder)),
    resolve(outdir),
  );
}
