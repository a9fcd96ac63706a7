// Webhooks on their screen, in Chromium, with a receiver that answers what the test wants.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, describe, it } from "node:test";
import { assertAccessible, horizontalOverflow, launch, reader, ready, textOf } from "./browser.mjs";
import { serveEmpty } from "./tandem.mjs";

describe("webhooks", () => {
  let browser, server, receiver;
  const got = [];
  let status = 204;
  before(async () => {
    [browser, server] = await Promise.all([launch(), serveEmpty(["--allow-private-webhooks"])]);
    receiver = createServer(async (request, reply) => {
      const pieces = [];
      for await (const piece of request) pieces.push(piece);
      got.push({ id: request.headers["webhook-id"], ...JSON.parse(Buffer.concat(pieces)) });
      reply.writeHead(status).end();
    }).listen(0, "127.0.0.1");
    await once(receiver, "listening");
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    receiver?.closeAllConnections();
    receiver?.close();
  });

  const address = () => `http://127.0.0.1:${receiver.address().port}/hook`;
  const addContact = async (email) => {
    const answer = await fetch(`${server.url}/api/v1/contacts`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${server.token}` },
      body: JSON.stringify({ email }),
    });
    assert.equal(answer.status, 201);
  };
  const rowOf = (page, name) => page.getByRole("row", { name: new RegExp(`^${name}`) });
  const open = async (options) => {
    const visit = await reader(browser, server, options);
    await visit.page.goto("/webhooks");
    await ready(visit.page, "Webhooks");
    return visit;
  };

  it("adds one, whose secret is shown once, and says what cannot work at its field", async () => {
    const { page, close } = await open();
    await page.getByRole("heading", { name: "Nobody is told anything yet" }).waitFor();
    await page.getByRole("button", { name: "New webhook" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("CRM");
    await dialog.getByLabel("Address").fill("crm.example.org");
    await dialog.getByRole("button", { name: "Add the webhook" }).click();
    await dialog.getByText(/is no address that starts with https/).waitFor();
    await dialog.getByLabel("Address").fill(address());
    await dialog.getByRole("button", { name: "Add the webhook" }).click();
    await dialog.getByText("Choose at least one event.").waitFor();
    await dialog.getByLabel("New contact").check();
    await dialog.getByLabel("Contact is back on the site").check();
    await assertAccessible(page, "the dialog");
    await dialog.getByRole("button", { name: "Add the webhook" }).click();
    const secret = await textOf(page.getByRole("status").locator("code"));
    assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
    await page.getByRole("button", { name: "I have kept it" }).click();
    await rowOf(page, "CRM").getByText("Nothing sent yet").waitFor();
    await page.reload();
    await rowOf(page, "CRM").waitFor();
    assert.equal(await page.getByText(secret).count(), 0);
    await close();
  });

  it("sends a test, and shows what was sent as it goes", async () => {
    const { page, faults, close } = await open();
    await page.getByRole("button", { name: "Send a test to CRM" }).click();
    await page.getByText("A test is on its way to CRM.").waitFor();
    await rowOf(page, "CRM")
      .getByText(/^Works; last told /)
      .waitFor();
    await page.getByRole("link", { name: "Deliveries of CRM" }).click();
    await page.getByRole("row", { name: /Test.*Delivered.*Answered 204/ }).waitFor();
    assert.equal(got.at(-1).type, "webhook.tested");
    await addContact("ada@example.org");
    await page.getByRole("row", { name: /New contact.*Delivered/ }).waitFor();
    assert.equal(got.at(-1).data.contact.email, "ada@example.org");
    assert.deepEqual(faults, []);
    await close();
  });

  it("shows what is dead, and sends it again when the receiver is resumed", async () => {
    const { page, close } = await open();
    status = 410;
    await addContact("grace@example.org");
    const row = rowOf(page, "CRM");
    await row.getByText(/the receiver said that it is gone for good/).waitFor();
    await row.getByRole("link", { name: "1 dead" }).click();
    await page.waitForURL(/state=dead/);
    const dead = page.getByRole("row", { name: /Dead.*Answered 410/ });
    await dead.waitFor();
    assert.equal(await page.getByRole("button", { name: /^Send evt_/ }).count(), 0);
    status = 204;
    await page.getByRole("button", { name: "Resume CRM" }).click();
    await page.getByRole("button", { name: /^Send evt_/ }).click();
    await page.getByRole("heading", { name: "No deliveries" }).waitFor();
    await page.getByRole("combobox", { name: "Only" }).click();
    await page.getByRole("option", { name: "Delivered" }).click();
    await page
      .getByRole("row", { name: /New contact/ })
      .nth(1)
      .waitFor();
    const [first, second] = got.slice(-2);
    assert.equal(first.id, second.id);
    await close();
  });

  it("replaces a secret, changes, pauses and removes", async () => {
    const { page, close } = await open();
    await page.getByRole("button", { name: "New secret for CRM" }).click();
    assert.match(await textOf(page.getByRole("status").locator("code")), /^whsec_/);
    await rowOf(page, "CRM")
      .getByText(/^The secret before is valid until /)
      .waitFor();
    await page.getByRole("button", { name: "Change CRM" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Accounts");
    await page.getByRole("dialog").getByLabel("New contact").uncheck();
    await page.getByRole("button", { name: "Save the webhook" }).click();
    const row = rowOf(page, "Accounts");
    await row.waitFor();
    assert.equal(await row.getByText("New contact").count(), 0);
    await page.getByRole("button", { name: "Pause Accounts" }).click();
    await row.getByText(/^Paused since /).waitFor();
    assert.equal(await page.getByRole("button", { name: "Send a test to Accounts" }).count(), 0);
    await page.getByRole("button", { name: "Remove Accounts" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await row.waitFor();
    await page.getByRole("button", { name: "Remove Accounts" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await page.getByRole("heading", { name: "Nobody is told anything yet" }).waitFor();
    await page.goto("/audit");
    await page.getByText("Ada Admin removed the webhook “Accounts”").waitFor();
    await close();
  });

  for (const [colorScheme, locale] of [
    ["light", "en-US"],
    ["dark", "fr-FR"],
  ]) {
    it(`is accessible and fits a phone, ${colorScheme}, ${locale}`, async () => {
      status = 500;
      const { page, context, faults, close } = await reader(browser, server, {
        colorScheme,
        locale,
      });
      const made = await context.request.post("/api/v1/webhooks", {
        headers: { Origin: server.url },
        data: { name: "A rather long name", url: address(), event_types: ["contact.created"] },
      });
      assert.equal(made.status(), 201);
      const { webhook } = await made.json();
      await addContact(`${colorScheme}@example.org`);
      await page.goto(`/webhooks?of=${webhook.id}`);
      await ready(page, "Webhooks");
      await page.getByText(/500/).first().waitFor();
      await assertAccessible(page, colorScheme);
      await page.setViewportSize({ width: 375, height: 700 });
      assert.ok((await horizontalOverflow(page)) <= 0);
      assert.deepEqual(faults, []);
      await context.request.delete(`/api/v1/webhooks/${webhook.id}`, {
        headers: { Origin: server.url },
      });
      await close();
    });
  }

  it("is for administrators", async () => {
    const { page, context, close } = await reader(browser, server);
    await context.route("**/api/v1/session", async (route) => {
      const answer = await route.fetch();
      const session = await answer.json();
      session.permissions = ["read_figures"];
      await route.fulfill({ json: session });
    });
    await page.goto("/webhooks");
    await page.getByRole("heading", { name: "This screen is not for your role" }).waitFor();
    assert.equal(await page.getByRole("button", { name: "New webhook" }).count(), 0);
    await close();
  });
});
