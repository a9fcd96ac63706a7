// What is told as it happens: the bell, the browser's notifications, who is on the site now.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { assertAccessible, horizontalOverflow, launch, reader, ready } from "./browser.mjs";
import { serveEmpty, tandem } from "./tandem.mjs";
import { visits } from "./visits.mjs";

const password = "a long enough password";

/** Another member, who can sign in. */
async function member(server, email, role) {
  const { stdout } = await tandem(
    ...["--data", server.folder, "member", "add", email, "--name", email, "--role", role, "--json"],
  );
  const { link } = JSON.parse(stdout);
  const chosen = await fetch(`${server.url}/api/v1/links/use`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ secret: link.split("#")[1], password }),
  });
  assert.equal(chosen.status, 204);
  return { email, password };
}

const bell = (page) => page.getByRole("button", { name: /^Notifications/ });
const bellSays = (page, count) =>
  page.getByRole("button", { name: `Notifications, ${count} unread` }).waitFor();

describe("what happens on the site", () => {
  let browser, server, site, rep, marketer, repId;
  before(async () => {
    [browser, server] = await Promise.all([launch(), serveEmpty()]);
    site = visits(server);
    rep = await member(server, "rep@example.org", "rep");
    marketer = await member(server, "marketer@example.org", "marketer");
    const { context, close } = await reader(browser, { ...server, account: rep });
    repId = (await (await context.request.get("/api/v1/session")).json()).member.id;
    await close();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
  const as = (account, options) => reader(browser, { ...server, account }, options);

  it("says how the script comes onto a site, until somebody was seen", async () => {
    const { page, faults, close } = await as(rep);
    await page.goto("/live");
    await ready(page, "On the site now");
    await page.getByRole("heading", { name: "No website is connected yet" }).waitFor();
    await page.getByText(/<script async src="http.*\/t\.js" data-key="wk…"/).waitFor();
    await page.getByText(/ask an administrator/).waitFor();
    await assertAccessible(page, "/live, empty");

    const visitor = await site.visitor();
    await site.view(visitor, "/", "Home");
    await page.getByRole("row", { name: /Unknown visitor.*Home/ }).waitFor();
    await page.getByText("1 visitor is on the site.").waitFor();
    assert.deepEqual(faults, []);
    await close();
  });

  it("shows who is where, as they go", async () => {
    const contact = await site.contactOf(repId, { first_name: "Grace", last_name: "Hopper" });
    const visitor = await site.visitor();
    const { page, faults, close } = await as(marketer);
    await page.goto("/live");
    await ready(page, "On the site now");
    await site.view(visitor, "/blog", "The blog");
    const row = page.getByRole("row").filter({ hasText: "The blog" });
    await row.getByText("Unknown visitor").waitFor();
    await row.getByText("news.example.org").waitFor();
    await row.getByText("Québec, Canada").waitFor();
    await site.know(visitor, contact);
    await site.view(visitor, "/features", "Features");
    const known = page.getByRole("row").filter({ hasText: "Grace Hopper" });
    await known.getByText("Features").waitFor();
    await known.getByText("owner: rep@example.org").waitFor();
    await known.getByRole("cell", { name: "2", exact: true }).waitFor();
    assert.deepEqual(faults, []);
    await close();
  });

  it("tells the owner of a contact that comes back, in all windows, and nobody else", async (t) => {
    const contact = await site.contactOf(repId, { first_name: "Ada", last_name: "Lovelace" });
    const visitor = await site.visitor(contact);
    const [one, two, other] = await Promise.all([as(rep), as(rep), as(marketer)]);
    for (const { page } of [one, two, other]) {
      await page.goto("/funnel");
      await ready(page, "Funnel");
    }
    const earlier = await bell(one.page).getAttribute("aria-label");
    const before = Number(earlier.match(/\d+/)?.[0] ?? 0);
    // The stream is open once the page has asked for its notifications again.
    await one.page.waitForTimeout(500);

    const began = Date.now();
    await site.view(visitor, "/about", "About us");
    await bellSays(one.page, before + 1);
    t.diagnostic(`told after ${Date.now() - began} ms, with the time the visit took to write`);
    await bellSays(two.page, before + 1);
    assert.equal(await one.page.title(), `(${before + 1}) Funnel · Tandem`);
    await one.page
      .getByRole("status")
      .getByText("Ada Lovelace is back on the site: About us")
      .waitFor({ state: "attached" });
    await other.page.getByRole("button", { name: "Notifications, none unread" }).waitFor();

    // By keyboard: open, close, open, walk, read.
    await bell(one.page).focus();
    await one.page.keyboard.press("Enter");
    const panel = one.page.getByRole("dialog", { name: "Notifications" });
    await panel.getByRole("link", { name: /Ada Lovelace is back/ }).waitFor();
    await assertAccessible(one.page, "the bell");
    await one.page.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
    assert.match(
      await one.page.evaluate(() => document.activeElement?.getAttribute("aria-label")),
      /^Notifications/,
    );
    await one.page.keyboard.press("Enter");
    await panel.getByRole("button", { name: "Mark all as read" }).press("Enter");
    for (const { page } of [one, two]) {
      await page.getByRole("button", { name: "Notifications, none unread" }).waitFor();
      await page.waitForFunction(() => document.title === "Funnel · Tandem");
    }
    for (const { faults, close } of [one, two, other]) {
      assert.deepEqual(faults, []);
      await close();
    }
  });

  it("has the browser show it, when the member asked for that on a click", async () => {
    const contact = await site.contactOf(repId, { email: "emmy@example.org" });
    const visitor = await site.visitor(contact);
    const { context, page, close } = await as(rep);
    await context.grantPermissions(["notifications"], { origin: server.url });
    await context.addInitScript(() => {
      const Real = window.Notification;
      window.shown = [];
      window.asked = 0;
      window.Notification = class extends Real {
        constructor(title, options) {
          super(title, options);
          window.shown.push(options.body);
        }
        static requestPermission() {
          window.asked += 1;
          return Real.requestPermission();
        }
      };
    });
    await page.goto("/account");
    await ready(page, "My account");
    assert.equal(await page.evaluate(() => window.asked), 0, "not on load");
    await page.getByRole("switch", { name: /outside of the page/ }).press("Space");
    await page.waitForFunction(() => window.asked === 1);
    await page.waitForFunction(() =>
      fetch("/api/v1/session")
        .then((answer) => answer.json())
        .then(({ preferences }) => preferences.browser_notifications === true),
    );
    await page.goto("/funnel");
    await ready(page, "Funnel");
    await page.waitForTimeout(500);
    await site.view(visitor, "/pricing", "Pricing");
    await page.waitForFunction(() =>
      window.shown.includes("emmy@example.org is back on the site: Pricing"),
    );
    await close();
  });

  it("keeps quiet hours with the account", async () => {
    const { page, faults, close } = await as(marketer);
    await page.goto("/account");
    await ready(page, "My account");
    await page.getByRole("switch", { name: "Quiet hours" }).press("Space");
    await page.getByLabel("Quiet from").fill("19:30");
    await page.getByLabel("Quiet until").fill("19:30");
    await page.getByRole("button", { name: "Save the quiet hours" }).click();
    await page.getByText(/nobody could ever tell you anything/).waitFor();
    faults.length = 0; // the browser reports the refusal
    await page.getByLabel("Quiet until").fill("07:15");
    await page.getByRole("button", { name: "Save the quiet hours" }).click();
    await page.getByText("The quiet hours are saved.").waitFor();
    await page.reload();
    await ready(page, "My account");
    assert.equal(await page.getByLabel("Quiet from").inputValue(), "19:30");
    assert.equal(await page.getByLabel("Quiet until").inputValue(), "07:15");
    assert.deepEqual(faults, []);
    await close();
  });

  it("lets marketing say which pages matter", async () => {
    const { page, faults, close } = await as(marketer);
    await page.goto("/funnel");
    await ready(page, "Funnel");
    await page.getByRole("link", { name: "Settings" }).click();
    await ready(page, "Settings");
    assert.equal(await page.getByRole("heading", { name: "Single sign-on" }).count(), 0);
    const pages = page.getByLabel("Pages that matter");
    await pages.fill("/pricing*\nquote");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText(/“quote” is not the path of a page/).waitFor();
    faults.length = 0; // the browser reports the refusal
    await pages.fill("/pricing*\n/quote*");
    await page.getByLabel("Minutes between two notices").fill("0");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved. It holds from now on.").waitFor();

    const contact = await site.contactOf(repId, { first_name: "Mary" });
    const visitor = await site.visitor(contact);
    const owner = await as(rep);
    await owner.page.goto("/funnel");
    await ready(owner.page, "Funnel");
    await site.view(visitor, "/", "Home");
    await site.view(visitor, "/quote/42", "Your quote");
    await bell(owner.page).click();
    await owner.page.getByRole("link", { name: "Mary is looking at Your quote" }).waitFor();
    await owner.close();
    assert.deepEqual(faults, []);
    await close();
  });

  it("goes by the shortcut, and tells who may not see it", async () => {
    const { page, close } = await as(rep);
    await page.goto("/funnel");
    await ready(page, "Funnel");
    await page.keyboard.press("g");
    await page.keyboard.press("n");
    await ready(page, "On the site now");
    await close();
    const plain = await member(server, "plain@example.org", "reader");
    const other = await as(plain);
    await other.page.goto("/live");
    await ready(other.page, "On the site now");
    await other.page.getByRole("heading", { name: "This screen is not for your role" }).waitFor();
    await other.close();
  });

  for (const colorScheme of ["light", "dark"]) {
    it(`is accessible, speaks French and fits a phone, ${colorScheme}`, async () => {
      const { page, faults, close } = await as(marketer, { colorScheme, locale: "fr-FR" });
      await site.view(await site.visitor(), "/", "Accueil");
      for (const [path, title] of [
        ["/live", "En ce moment sur le site"],
        ["/account", "Mon compte"],
        ["/settings", "Réglages"],
      ]) {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(path);
        await ready(page, title);
        await assertAccessible(page, `${path}, ${colorScheme}`);
        await page.setViewportSize({ width: 375, height: 700 });
        await page.getByRole("button", { name: /^Notifications/ }).click();
        await page.getByRole("dialog", { name: "Notifications" }).waitFor();
        assert.ok((await horizontalOverflow(page)) <= 0, path);
        await assertAccessible(page, `${path}, bell, 375 px, ${colorScheme}`);
        await page.keyboard.press("Escape");
      }
      assert.deepEqual(faults, []);
      await close();
    });
  }
});
