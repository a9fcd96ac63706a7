// Measures what a first visit downloads before it can show anything, as brotli, and fails above the budget.
//
//   npm run build && npm run size
import { readdirSync, readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const budget = 250_000; // bytes of script, design.md §5
const dist = new URL("../dist/", import.meta.url);

const read = (path) => readFileSync(new URL(`.${path}`, dist));
const compressed = (path) => brotliCompressSync(read(path)).length;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);

const html = read("/index.html").toString();
const first = (pattern) => [...html.matchAll(pattern)].map((match) => match[1]);
const scripts = [
  ...first(/<script[^>]*\bsrc="([^"]+)"/g),
  ...first(/<link[^>]*rel="modulepreload"[^>]*href="([^"]+)"/g),
];
const styles = first(/<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"/g);
const later = readdirSync(new URL("assets/", dist))
  .map((name) => `/assets/${name}`)
  .filter((path) => path.endsWith(".js") && !scripts.includes(path));

const table = (title, paths) => {
  const sizes = paths.map((path) => [path, compressed(path)]).sort((a, b) => b[1] - a[1]);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  console.log(`${kilobytes(total)}  ${title}`);
  for (const [path, size] of sizes) console.log(`${kilobytes(size)}    ${path}`);
  return total;
};

const initial = table("initial script (brotli)", scripts);
table("initial style", styles);
table("script fetched when a screen needs it", later);

if (initial > budget) {
  console.error(`The initial script is over its budget of ${budget / 1000} kB.`);
  process.exit(1);
}
