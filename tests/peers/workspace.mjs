// A workspace for other systems' libraries to tell things to, and what it then knows.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

import { serveEmpty } from "../e2e/tandem.mjs";

const run = promisify(execFile);

const listActivities = `
import json, sqlite3, sys
ledger = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
rows = ledger.execute("SELECT kind, at, detail, code FROM activity LEFT JOIN visitor ON visitor.id = visitor_id ORDER BY activity.id")
print(json.dumps([dict(kind=k, at=a, visitor=c, **json.loads(d)) for k, a, d, c in rows]))
`;

/** Asks the server's API as its administrator; a refusal fails the test. */
export async function asking(url, account) {
  const signedIn = await fetch(`${url}/api/v1/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(account),
  });
  const cookie = signedIn.headers.getSetCookie()[0].split(";")[0];
  return async (method, path, body) => {
    const reply = await fetch(url + path, {
      method,
      headers: {
        "Content-Type": "application/json",
        Origin: url,
        Cookie: cookie,
      },
      body: body && JSON.stringify(body),
    });
    const text = await reply.text();
    assert.ok(reply.ok, `${method} ${path}: ${reply.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
}

/** A server with an empty workspace, `ask` (as its administrator) and what is in its ledger. */
export async function serveWorkspace(options = []) {
  const server = await serveEmpty(options);
  const ask = await asking(server.url, server.account);
  const activities = async () => {
    const ledger = join(server.folder, "ledger.db");
    return JSON.parse(
      (await run("python3", ["-c", listActivities, ledger])).stdout,
    );
  };
  return { ...server, ask, activities };
}
