// The program under test: its command line, and a server on a free port.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
const program = process.env.TANDEM_BIN ?? join(root, "build/release/tandem");
const startLimit = 20_000; // ms

/** What lies beside the repository, such as shared/data; it may be missing. */
export const shared = (path) => join(root, "../shared", path);

export async function temporaryData() {
  const folder = await mkdtemp(join(tmpdir(), "tandem-e2e-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export async function tandem(...args) {
  return run(program, args, { maxBuffer: 16 << 20 });
}

/** Starts `tandem serve` and resolves once it says where it is. `stop` ends it with SIGTERM. */
export async function serve(folder) {
  const child = spawn(program, ["--data", folder, "serve", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) =>
    child.once("exit", (code, signal) => resolve(code ?? signal)),
  );
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    return ended;
  };
  try {
    return { url: await address(child, ended), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function address(child, ended) {
  const timeout = AbortSignal.timeout(startLimit);
  const lines = createInterface({ input: child.stdout, signal: timeout });
  const found = new Promise((resolve) => {
    lines.on("line", (line) => {
      const url = line.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0];
      if (url) resolve(url);
    });
  });
  const failed = new Promise((_, reject) => {
    timeout.addEventListener("abort", () =>
      reject(new Error("the server did not say where it is")),
    );
    void ended.then((how) => reject(new Error(`the server ended with ${how} before it was ready`)));
  });
  const url = await Promise.race([found, failed]);
  failed.catch(() => undefined); // an end after the start is no failure of the start
  return url;
}

/** A server on a fresh copy of the demo company. */
export async function serveDemo() {
  const data = await temporaryData();
  await tandem("demo", "--data", data.folder, "--no-serve");
  const server = await serve(data.folder);
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await data.remove();
    },
  };
}
