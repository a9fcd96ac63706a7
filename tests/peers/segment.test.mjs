// What a customer's server tells by the libraries made for Segment and for RudderStack.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request } from "node:http";
import { after, before, describe, test } from "node:test";

import Rudder from "@rudderstack/rudder-sdk-node";
import { Analytics } from "@segment/analytics-node";

import { serveWorkspace } from "./workspace.mjs";

let workspace;
let key;

before(async () => {
  workspace = await serveWorkspace();
  key = (await workspace.ask("POST", "/api/v1/write_keys", { name: "server" }))
    .key;
});
after(() => workspace?.stop());

/** Each library under one face; `flush` ends it and gives what it could not send. */
const libraries = {
  "@segment/analytics-node": (host, writeKey = key) => {
    const failures = [];
    const client = new Analytics({ writeKey, host, maxRetries: 3 });
    client.on("error", (error) => failures.push(error));
    return {
      tell: (type, message) => client[type](message),
      flush: async () => {
        await client.closeAndFlush({ timeout: 20_000 });
        return failures;
      },
    };
  },
  "@rudderstack/rudder-sdk-node": (host, writeKey = key) => {
    const failures = [];
    const errorHandler = (error) => failures.push(error);
    const client = new Rudder(writeKey, {
      dataPlaneUrl: host,
      errorHandler,
      logLevel: "silent",
    });
    return {
      tell: (type, message) => client[type](message),
      flush: async () => {
        await client.flush().catch(errorHandler);
        return failures;
      },
    };
  },
};

/** Passes requests on, and hangs up on the first without a word, though it was answered. */
async function forgetfulProxy(target) {
  let hungUp = false;
  const server = createServer((asked, answer) => {
    const onward = request(target + asked.url, {
      method: asked.method,
      headers: asked.headers,
    });
    asked.pipe(onward);
    onward.on("response", (reply) => {
      if (!hungUp) {
        hungUp = true;
        reply.resume();
        reply.on("end", () => asked.socket.destroy());
        return;
      }
      answer.writeHead(reply.statusCode, reply.headers);
      reply.pipe(answer);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    hungUp: () => hungUp,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const ofUser = async (userId) =>
  (await workspace.activities()).filter(
    ({ visitor }) => visitor === `user:${userId}`,
  );

for (const [name, open] of Object.entries(libraries)) {
  describe(name, () => {
    test("tells what users do", async () => {
      const userId = `all of ${name}`;
      const client = open(workspace.url);
      const timestamp = new Date("2026-03-01T10:00:00.250Z");
      client.tell("identify", {
        userId,
        traits: { email: "ana@example.org", plan: "gold" },
      });
      client.tell("track", {
        userId,
        event: "Order Paid",
        properties: { total: 12.5 },
        timestamp,
      });
      client.tell("page", {
        userId,
        name: "Prices",
        properties: {
          url: "https://example.org/prices?utm_source=letter",
          title: "Prices",
        },
      });
      client.tell("screen", { userId, name: "Welcome", properties: {} });
      client.tell("group", {
        userId,
        groupId: "company-7",
        traits: { name: "Acme" },
      });
      client.tell("alias", { userId, previousId: "visitor-9" });
      assert.deepEqual(await client.flush(), []);
      const found = await ofUser(userId);
      assert.deepEqual(
        found.map(({ kind }) => kind),
        [
          "identified",
          "event_tracked",
          "page_viewed",
          "page_viewed",
          "identified",
          "identified",
        ],
      );
      const [identified, paid, prices, , company, alias] = found;
      assert.equal(identified.traits.plan, "gold");
      assert.equal(paid.event, "Order Paid");
      assert.deepEqual(paid.properties, { total: 12.5 });
      assert.ok(
        Math.abs(paid.at - timestamp.getTime()) < 60_000,
        "when it happened, by our clock",
      );
      assert.equal(prices.url, "https://example.org/prices?utm_source=letter");
      assert.equal(prices.title, "Prices");
      assert.equal(company.group_id, "company-7");
      assert.equal(alias.previous_id, "visitor-9");
    });

    test("tells more than one call holds", async () => {
      const userId = `many of ${name}`;
      const client = open(workspace.url);
      for (let i = 0; i < 250; ++i)
        client.tell("track", { userId, event: `Event ${i}` });
      assert.deepEqual(await client.flush(), []);
      const events = (await ofUser(userId)).map(({ event }) => event);
      assert.equal(events.length, 250);
      assert.equal(new Set(events).size, 250);
    });

    test("is heard once though it did not hear the answer", async () => {
      const userId = `again of ${name}`;
      const proxy = await forgetfulProxy(workspace.url);
      try {
        const client = open(proxy.url);
        client.tell("track", { userId, event: "Order Paid" });
        assert.deepEqual(await client.flush(), []);
        assert.ok(proxy.hungUp());
      } finally {
        proxy.stop();
      }
      assert.equal((await ofUser(userId)).length, 1);
    });

    test("hears that its key is unknown", async () => {
      const userId = `nobody of ${name}`;
      const client = open(workspace.url, "wk_guessed");
      client.tell("track", { userId, event: "Order Paid" });
      assert.notDeepEqual(await client.flush(), []);
      assert.equal((await ofUser(userId)).length, 0);
    });
  });
}
