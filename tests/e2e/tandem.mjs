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

const password = "correct horse battery";
const demoPassword = "tandem pour deux";

/** An administrator of that workspace, with a password chosen by the link the command line prints. */
async function administrator(folder, url) {
  const email = `admin-${Date.now()}@example.org`;
  const { stdout } = await tandem(
    ...[
      "--data",
      folder,
      "member",
      "add",
      email,
      "--name",
      "Ada Admin",
      "--role",
      "admin",
      "--json",
    ],
  );
  const secret = JSON.parse(stdout).link.split("#")[1];
  const chosen = await fetch(`${url}/api/v1/links/use`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ secret, password }),
  });
  if (chosen.status !== 204) throw new Error(`no password could be chosen: ${chosen.status}`);
  return { email, password };
}

async function apiToken(folder) {
  const scopes = "read_figures,read_contacts,edit_contacts,manage_members,read_audit";
  const { stdout } = await tandem(
    ...["--data", folder, "token", "create", "tests", "--scopes", scopes, "--json"],
  );
  return JSON.parse(stdout).secret;
}

/** A server that somebody can sign in to: `account` is an administrator, `token` an API token. */
export async function serve(folder, options = []) {
  const server = await start(folder, options);
  try {
    return {
      ...server,
      account: await administrator(folder, server.url),
      token: await apiToken(folder),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * Starts `tandem serve` with these options more, and resolves once it says where it is. `stop` ends it with SIGTERM,
 * `kill` as a power cut would.
 */
export async function start(folder, options = []) {
  const child = spawn(program, ["--data", folder, "serve", "--port", "0", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) =>
    child.once("exit", (code, signal) => resolve(code ?? signal)),
  );
  const end = async (signal) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return ended;
  };
  const [stop, kill] = [() => end("SIGTERM"), () => end("SIGKILL")];
  try {
    return { ...(await addresses(child, ended)), stop, kill };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where the server is; and where it is set up, which it says next when nobody can sign in yet. */
async function addresses(child, ended) {
  const timeout = AbortSignal.timeout(startLimit);
  const lines = createInterface({ input: child.stdout, signal: timeout });
  const said = {};
  const found = new Promise((resolve) => {
    lines.on("line", (line) => {
      said.url ??= line.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0];
      said.setup ??= line.match(/http:\S+\/setup#\S+/)?.[0];
      if (said.url) setTimeout(() => resolve(said), 100); // both lines are printed at once
    });
  });
  const failed = new Promise((_, reject) => {
    timeout.addEventListener("abort", () =>
      reject(new Error("the server did not say where it is")),
    );
    void ended.then((how) => reject(new Error(`the server ended with ${how} before it was ready`)));
  });
  await Promise.race([found, failed]);
  failed.catch(() => undefined); // an end after the start is no failure of the start
  return said;
}

/** A server on a data directory of its own, which goes when it stops. */
async function serveTemporary(fill = () => undefined, options = []) {
  const { folder, remove } = await temporaryData();
  await fill(folder);
  const server = await serve(folder, options);
  return {
    ...server,
    folder,
    stop: async () => {
      await server.stop();
      await remove();
    },
  };
}

/** A server on an empty workspace; `folder` is its data directory. */
export const serveEmpty = (options = []) => serveTemporary(undefined, options);

/** A server on a fresh copy of the demo company; `members` are accounts to sign in with. */
export async function serveDemo() {
  const server = await serveTemporary((folder) => tandem("demo", "--data", folder, "--no-serve"));
  const { stdout } = await tandem("--data", server.folder, "member", "list", "--json");
  const members = JSON.parse(stdout).map(({ email }) => ({ email, password: demoPassword }));
  return { ...server, members };
}
