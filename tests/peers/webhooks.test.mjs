// Webhooks, as a receiver sees them that verifies with the library of Standard Webhooks.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { promisify } from "node:util";

import { Webhook } from "standardwebhooks";

import { start } from "../e2e/tandem.mjs";
import { visits } from "../e2e/visits.mjs";
import { receive } from "./receiver.mjs";
import { asking, serveWorkspace } from "./workspace.mjs";

const run = promisify(execFile);
const options = ["--allow-private-webhooks"];

let workspace;
let receiver;
let ask;

before(async () => {
  workspace = await serveWorkspace(options);
  ask = workspace.ask;
});
after(() => workspace?.stop());
afterEach(async () => {
  const { webhooks } = await ask("GET", "/api/v1/webhooks");
  for (const { id } of webhooks) await ask("DELETE", `/api/v1/webhooks/${id}`);
  await receiver?.stop();
  receiver = undefined;
});

/** A webhook to a new receiver, which knows its secret. */
async function hook(event_types, more = {}) {
  receiver = await receive(more);
  const { webhook, secret } = await ask("POST", "/api/v1/webhooks", {
    name: "CRM",
    url: receiver.url,
    event_types,
  });
  receiver.secret = secret;
  return webhook;
}

let contacts = 0;
const contact = () =>
  ask("POST", "/api/v1/contacts", {
    email: `person${++contacts}@example.org`,
    first_name: "Zoë",
  });

const deliveries = async ({ id }) =>
  (await ask("GET", `/api/v1/webhooks/${id}/deliveries`)).deliveries;

/** The newest delivery, once it is in that state. */
async function settled(webhook, state) {
  for (let look = 0; look < 300; ++look) {
    const [newest] = await deliveries(webhook);
    if (newest?.state === state) return newest;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(
    `never ${state}: ${JSON.stringify((await deliveries(webhook))[0])}`,
  );
}

/** The server after a power cut, on the same data. */
async function powerCut(meanwhile = () => undefined) {
  await workspace.kill();
  await meanwhile();
  const again = await start(workspace.folder, options);
  Object.assign(workspace, again, {
    stop: async () => {
      await again.stop();
      await run("rm", ["-rf", workspace.folder]);
    },
  });
  ask = await asking(again.url, workspace.account);
}

/** As if that many days had passed for what waits. */
const letPass = (days) =>
  run("python3", [
    "-c",
    `
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as ledger:
    ledger.execute("UPDATE webhook_delivery SET queued_at = queued_at - ?1, next_at = next_at - ?1 WHERE state = 'pending'",
                   (int(sys.argv[2]) * 24 * 3600 * 1000,))
`,
    join(workspace.folder, "ledger.db"),
    String(days),
  ]);

describe("what is told", () => {
  test("a new contact, and how far it gets", async () => {
    await hook(["contact.created", "contact.stage_changed"]);
    const { id } = await contact();
    await ask("POST", `/api/v1/contacts/${id}/transitions`, { to: "mql" });
    await receiver.until((told) => told.length === 2);
    const [created, moved] = receiver.told.map(({ event }) => event);
    assert.equal(created.type, "contact.created");
    assert.equal(created.data.contact.id, id);
    assert.equal(created.data.contact.first_name, "Zoë");
    assert.equal(moved.type, "contact.stage_changed");
    assert.equal(moved.data.activity.detail.from, "lead");
    assert.equal(moved.data.activity.detail.to, "mql");
    assert.equal(moved.data.standing.stage, "mql");
    assert.deepEqual(receiver.refused, []);
  });

  test("a contact that is back on the site", async (t) => {
    await hook(["contact.revisited"]);
    const { member } = await ask("GET", "/api/v1/session");
    const site = visits(workspace);
    const owned = await site.contactOf(member.id, {
      email: "ada@example.org",
    });
    const visitor = await site.visitor(owned);
    const began = Date.now();
    await site.view(visitor, "/pricing", "Prices");
    await receiver.until((told) => told.length === 1);
    t.diagnostic(`told after ${Date.now() - began} ms`);
    const [{ event }] = receiver.told;
    assert.equal(event.type, "contact.revisited");
    assert.equal(event.data.contact.id, owned);
    assert.match(event.data.activity.detail.url, /\/pricing$/);
  });

  test("only what was asked for, and a test when somebody wants one", async () => {
    const webhook = await hook(["deal.created"]);
    await contact();
    const { message_id } = await ask(
      "POST",
      `/api/v1/webhooks/${webhook.id}/tests`,
      {},
    );
    await receiver.until((told) => told.length === 1);
    const [{ id, event }] = receiver.told;
    assert.equal(id, message_id);
    assert.equal(event.type, "webhook.tested");
    assert.equal((await deliveries(webhook)).length, 1);
  });

  test("nothing that was changed on the way", async () => {
    await hook(["contact.created"]);
    const { secret } = receiver;
    receiver.secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    await contact();
    await receiver.until(() => receiver.refused.length === 1);
    const [{ headers, body }] = receiver.refused;
    const verify = (text, more = {}) =>
      new Webhook(secret).verify(text, { ...headers, ...more });
    assert.equal(verify(body).type, "contact.created");
    assert.throws(() => verify(body.replace("Zoë", "Zoe")));
    assert.throws(() => verify(body, { "webhook-id": "evt_1" }));
    const later = String(Number(headers["webhook-timestamp"]) + 1);
    assert.throws(() => verify(body, { "webhook-timestamp": later }));
  });
});

test("while a secret is replaced, both verify", async () => {
  const webhook = await hook(["contact.created"]);
  const older = receiver.secret;
  const { secret: newer } = await ask(
    "POST",
    `/api/v1/webhooks/${webhook.id}/secrets`,
    {},
  );
  assert.notEqual(newer, older);
  for (const secret of [older, newer]) {
    receiver.secret = secret;
    await contact();
  }
  await receiver.until((told) => told.length === 2);
  const signatures = receiver.told.map(
    ({ headers }) => headers["webhook-signature"].split(" ").length,
  );
  assert.deepEqual(signatures, [2, 2]);
  assert.deepEqual(receiver.refused, []);
});

describe("a receiver", () => {
  test("that was away hears it when it is back", async () => {
    const webhook = await hook(["contact.created"]);
    const { port, secret } = receiver;
    await receiver.stop();
    const { id } = await contact();
    const waiting = await attempted(webhook);
    assert.equal(waiting.state, "pending");
    assert.equal(waiting.last_status, null);
    assert.match(waiting.last_problem, /127\.0\.0\.1/);
    receiver = await receive({ port, secret });
    await receiver.until((told) => told.length === 1);
    assert.equal(receiver.told[0].event.data.contact.id, id);
    assert.equal(receiver.told[0].id, waiting.message_id);
  });

  test("that fails is told again under the same id", async () => {
    const webhook = await hook(["contact.created"], {
      answer: (_, count) => (count === 1 ? 500 : 204),
    });
    await contact();
    await receiver.until((told) => told.length === 2);
    const [first, second] = receiver.told;
    assert.equal(first.id, second.id);
    assert.deepEqual(first.event, second.event);
    assert.equal((await settled(webhook, "delivered")).attempts, 2);
  });

  test("that never answers is told again", async () => {
    const webhook = await hook(["contact.created"], {
      answer: (_, count) => (count === 1 ? undefined : 204),
    });
    await contact();
    await receiver.until((told) => told.length === 2);
    assert.equal(receiver.told[0].id, receiver.told[1].id);
    assert.equal((await settled(webhook, "delivered")).attempts, 2);
  });

  test("that is gone is told no more, until somebody enables it and sends again", async () => {
    const webhook = await hook(["contact.created"], { answer: () => 410 });
    await contact();
    const dead = await settled(webhook, "dead");
    assert.equal(dead.last_status, 410);
    const [{ health, disabled_because, dead: count }] = (
      await ask("GET", "/api/v1/webhooks")
    ).webhooks;
    assert.deepEqual(
      [health, disabled_because, count],
      ["disabled", "gone", 1],
    );
    receiver.answer = () => 204;
    await contact();
    await ask("PATCH", `/api/v1/webhooks/${webhook.id}`, { disabled: false });
    await ask("POST", `/api/v1/webhooks/${webhook.id}/deliveries`, {
      send_again: dead.id,
    });
    await settled(webhook, "delivered");
    assert.deepEqual(
      receiver.told.map(({ id }) => id),
      [dead.message_id, dead.message_id],
    );
  });
});

/** The newest delivery, once it was tried. */
async function attempted(webhook) {
  for (let look = 0; look < 300; ++look) {
    const [newest] = await deliveries(webhook);
    if (newest?.attempts > 0) return newest;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail("never tried");
}

describe("a power cut", () => {
  test("between deliveries loses nothing and reorders nothing", async () => {
    // Slow enough to be cut off on the way.
    await hook(["contact.created"], {
      answer: () =>
        new Promise((resolve) => setTimeout(() => resolve(204), 40)),
    });
    const expected = [];
    for (let cut = 1; cut <= 3; ++cut) {
      for (let i = 0; i < 20; ++i) expected.push((await contact()).id);
      const heard = receiver.told.length;
      await receiver.until((told) => told.length >= heard + 4);
      await powerCut();
    }
    const distinct = () =>
      new Map(
        receiver.told.map(({ id, event }) => [id, event.data.contact.id]),
      );
    await receiver.until(() => distinct().size === expected.length);
    assert.deepEqual([...distinct().values()], expected);
    // At most what was on its way at each cut came again.
    assert.ok(receiver.told.length <= expected.length + 3);
    assert.deepEqual(receiver.refused, []);
  });

  test("before the answer sends it again under the same id", async () => {
    const webhook = await hook(["contact.created"], {
      answer: () => undefined,
    });
    await contact();
    await receiver.until((told) => told.length === 1);
    await powerCut();
    receiver.answer = () => 204;
    await receiver.until((told) => told.length >= 2);
    await settled(webhook, "delivered");
    assert.equal(new Set(receiver.told.map(({ id }) => id)).size, 1);
  });

  test("does not make young again what has waited for three days: it is dead, and can be sent again", async () => {
    const webhook = await hook(["contact.created"], { answer: () => 500 });
    await contact();
    await receiver.until((told) => told.length === 1);
    await powerCut(() => letPass(3));
    const dead = await settled(webhook, "dead");
    assert.equal(dead.last_status, 500);
    receiver.answer = () => 204;
    await ask("POST", `/api/v1/webhooks/${webhook.id}/deliveries`, {
      send_again: dead.id,
    });
    await settled(webhook, "delivered");
    assert.equal(new Set(receiver.told.map(({ id }) => id)).size, 1);
  });
});

test("private addresses are refused unless the operator allows them", async () => {
  const strict = await serveWorkspace();
  receiver = await receive();
  try {
    const body = { name: "CRM", event_types: ["contact.created"] };
    for (const url of [
      receiver.url,
      "http://localhost:9/",
      "http://10.0.0.1/",
      "http://[::1]/",
      "http://169.254.169.254/latest/meta-data",
    ]) {
      await assert.rejects(
        strict.ask("POST", "/api/v1/webhooks", { ...body, url }),
        /400.*webhooks\.not_public/,
        url,
      );
    }
    assert.deepEqual(receiver.told, []);
  } finally {
    await strict.stop();
  }
});
