// Builds /t.js: `node scripts/build.mjs` writes dist/t.js. esbuild makes one file of the sources, terser makes it small.
// Above its budget nothing is written, and the build fails.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build as bundle } from "esbuild";
import { minify } from "terser";

export const budget = 1500; // bytes as the server sends them to browsers, which is as brotli

const folder = fileURLToPath(new URL("..", import.meta.url));

/** A page that has the script twice runs it once; and what fails, fails silently. */
const shielded = (code) => `self.tandem?.ready||(()=>{try{${code}}catch{}})()`;

export async function build() {
  const { outputFiles } = await bundle({
    absWorkingDir: folder,
    entryPoints: ["src/main.ts"],
    bundle: true,
    format: "esm",
    target: "es2020",
    charset: "utf8",
    write: false,
  });
  const { code } = await minify(shielded(outputFiles[0].text), {
    ecma: 2020,
    toplevel: true,
    compress: {
      passes: 5,
      booleans_as_integers: true,
      reduce_funcs: false,
      hoist_funs: false,
      keep_fargs: false,
      pure_getters: true,
      unsafe: true,
      unsafe_arrows: true,
      unsafe_methods: true,
    },
    format: { ecma: 2020 },
  });
  return code;
}

/** The bytes it takes; throws when they are more than `most`. */
export function weigh(code, most = budget) {
  const bytes = brotliCompressSync(code).length;
  if (bytes > most) throw new Error(`t.js takes ${bytes} bytes as brotli, of ${most} that it may`);
  return bytes;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const code = await build();
  try {
    const bytes = weigh(code);
    mkdirSync(`${folder}dist`, { recursive: true });
    writeFileSync(`${folder}dist/t.js`, code);
    if (process.argv.includes("--size")) console.log(`t.js: ${bytes} of ${budget} bytes`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
