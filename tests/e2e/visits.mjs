// Visitors of a website, and what they do there; see visits.py.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const program = fileURLToPath(new URL("visits.py", import.meta.url));

export function visits(server) {
  const tell = async (...what) => {
    const { stdout } = await run("python3", [program, join(server.folder, "ledger.db"), ...what]);
    return stdout.trim();
  };
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${server.token}` };
  return {
    /** A contact that the member follows up. */
    contactOf: async (member, contact) => {
      const answer = await fetch(`${server.url}/api/v1/contacts`, {
        method: "POST",
        headers,
        body: JSON.stringify(contact),
      });
      assert.equal(answer.status, 201);
      const { id } = await answer.json();
      await tell("own", id, member);
      return id;
    },
    /** The browser of a contact, or of somebody unknown. */
    visitor: (contact) => (contact ? tell("new", contact) : tell("new")),
    /** Whoever was seen first since then is the contact. */
    claim: (contact, since) => tell("claim", contact, String(since)),
    know: (visitor, contact) => tell("know", visitor, contact),
    view: (visitor, path, title) =>
      tell("visit", visitor, `https://shop.example.org${path}`, title),
  };
}
