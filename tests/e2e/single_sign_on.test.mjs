// Signing in with the company's own provider, in Chromium, from its setting up to its removal.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  assertAccessible,
  horizontalOverflow,
  launch,
  reader,
  ready,
  stranger,
  textOf,
} from "./browser.mjs";
import { serveProvider } from "./provider.mjs";
import { serveEmpty, tandem } from "./tandem.mjs";

const person = (name, more = {}) => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
  email_verified: true,
  groups: ["sales"],
  ...more,
});

describe("single sign-on", () => {
  const accounts = {
    s1: person("Sam"),
    h1: person("Hilda", { groups: ["everybody", "sales-heads", "sales"] }),
    m1: person("Mia", { groups: [] }),
    o1: person("Otto", { groups: ["kitchen"] }),
    u1: person("Una", { email_verified: false }),
    f1: person("Finn", { email: "finn@elsewhere.example" }),
    d1: person("Dora"),
    n1: person("Nina", { email: undefined, email_verified: undefined }),
  };
  let browser, server, provider;
  before(async () => {
    [browser, server] = await Promise.all([launch(), serveEmpty()]);
    provider = await serveProvider(accounts, `${server.url}/api/v1/single_sign_on/return`);
    for (const [name, role] of [
      ["mia", "marketer"],
      ["dora", "rep"],
    ]) {
      await tandem(
        ...["--data", server.folder, "member", "add", `${name}@example.org`],
        ...["--name", name, "--role", role],
      );
    }
    await tandem("--data", server.folder, "member", "disable", "dora@example.org");
  });
  after(async () => {
    await browser?.close();
    await provider?.stop();
    await server?.stop();
  });

  /** Through the provider's own pages, as far as they lead. */
  async function passProvider(page, name) {
    await page.waitForURL(/127\.0\.0\.1:\d+\/interaction\//);
    await page.locator('input[name="login"]').fill(name);
    await page.locator('input[name="password"]').fill("any");
    await page.locator('button[type="submit"]').click();
    const goOn = page.locator('button[type="submit"]:has-text("Continue")');
    const back = page.waitForURL((url) => url.href.startsWith(server.url));
    await Promise.race([goOn.click(), back]);
    await back;
  }

  async function signIn(name, path = "/funnel") {
    const visit = await stranger(browser, server);
    await visit.page.goto(path);
    await visit.page.getByRole("link", { name: "Sign in with Test House" }).click();
    await passProvider(visit.page, name);
    return visit;
  }

  const session = async ({ context }) => (await context.request.get("/api/v1/session")).json();

  const refusal = async (name) => {
    const { page, close } = await signIn(name);
    const said = await textOf(page.getByRole("alert").first());
    await close();
    return said;
  };

  it("is set up by hand, and says what cannot work at its field", async () => {
    const { page, close } = await reader(browser, server);
    await page.goto("/settings");
    await page.getByRole("button", { name: "Set up single sign-on" }).click();
    await page.getByText(`${server.url}/api/v1/single_sign_on/return`).waitFor();
    const save = page.getByRole("button", { name: "Save single sign-on" });
    await page.getByLabel("Name of the provider").fill("Test House");
    await page.getByLabel("Address of the provider").fill("http://login.example.org");
    await page.getByLabel("Client ID").fill(provider.client.id);
    await page.getByLabel("Client secret").fill(provider.client.secret);
    await page.getByLabel("E-mail domains of the company").fill("example.org");
    await save.click();
    await page.getByText(/no address that starts with https/).waitFor();
    await page.getByLabel("Address of the provider").fill(provider.issuer);
    for (const [n, group, role] of [
      [1, "sales-heads", "Head of sales"],
      [2, "", "Sales rep"],
    ]) {
      await page.getByRole("button", { name: "Add a group" }).click();
      await page.getByLabel(`Group ${n}`, { exact: true }).fill(group);
      await page.getByRole("combobox", { name: `Role of group ${n}` }).click();
      await page.getByRole("option", { name: role, exact: true }).click();
    }
    await page.getByRole("combobox", { name: "Role of whoever is in none" }).click();
    await page.getByRole("option", { name: "Not let in" }).click();
    await save.click();
    await page.locator('[aria-invalid="true"]').waitFor();
    assert.equal(await page.locator('[aria-invalid="true"]').count(), 1);
    await page.getByLabel("Group 2", { exact: true }).fill("sales");
    await save.click();
    await page.getByText("Saved; the provider answers.").waitFor();
    await page.getByText(/One is kept/).waitFor();
    await page.reload();
    await page.getByText(/One is kept/).waitFor();
    assert.equal(await page.getByLabel("Client secret").inputValue(), "");
    await page.goto("/audit?only=single_sign_on_changed");
    await page.getByText(/changed single sign-on/).waitFor();
    await close();
  });

  for (const colorScheme of ["light", "dark"]) {
    it(`is accessible and fits a phone, ${colorScheme}`, async () => {
      const { page, close } = await reader(browser, server, { colorScheme });
      await page.goto("/settings");
      await page.getByLabel("Group 2", { exact: true }).waitFor();
      await assertAccessible(page, `settings, ${colorScheme}`);
      await page.setViewportSize({ width: 375, height: 700 });
      assert.ok((await horizontalOverflow(page)) <= 0, "settings");
      await close();
      const outside = await stranger(browser, server, { colorScheme });
      await outside.page.goto("/sign-in?problem=email_unverified");
      await ready(outside.page, "Sign in");
      await assertAccessible(outside.page, `sign-in, ${colorScheme}`);
      await outside.close();
    });
  }

  it("brings somebody new to where they wanted to go, with the role of their group", async () => {
    const visit = await signIn("s1", "/sources?from=2026-01-01&to=2026-01-31");
    await ready(visit.page, "Sources");
    assert.match(visit.page.url(), /\/sources\?.*2026-01-31/);
    const { member } = await session(visit);
    assert.deepEqual([member.name, member.email, member.role], ["Sam", "sam@example.org", "rep"]);
    await visit.close();
    const head = await signIn("h1");
    assert.equal((await session(head)).member.role, "sales_head");
    await head.close();
  });

  it("knows who is here already, and then by more than the address", async () => {
    const first = await signIn("m1");
    const { member } = await session(first);
    assert.equal(member.name, "mia");
    assert.equal(member.role, "marketer");
    await first.close();
    accounts.m1.email = "mia.married@example.org";
    const again = await signIn("m1");
    assert.equal((await session(again)).member.id, member.id);
    await again.close();
  });

  it("tells each reason why somebody is not let in", async () => {
    assert.match(await refusal("u1"), /has not verified your e-mail address/);
    assert.match(await refusal("f1"), /not one of this company’s/);
    assert.match(await refusal("o1"), /None of your groups/);
    assert.match(await refusal("d1"), /disabled/);
    assert.match(await refusal("n1"), /did not give your e-mail address/);
    const { page, close } = await reader(browser, server);
    await page.goto("/audit?only=sign_in_refused");
    await page
      .getByText(/A sign-in was refused/)
      .nth(4)
      .waitFor();
    await close();
  });

  it("takes the provider's new keys at once", async () => {
    provider.rotateKeys();
    const visit = await signIn("s1");
    assert.equal((await session(visit)).member.name, "Sam");
    await visit.close();
  });

  it("does not go twice through the same return, nor in another browser", async () => {
    const visit = await stranger(browser, server);
    let address;
    visit.page.on("request", (request) => {
      if (request.url().includes("/single_sign_on/return?")) address = request.url();
    });
    await visit.page.goto("/api/v1/single_sign_on/start");
    await passProvider(visit.page, "s1");
    assert.ok(address);
    await visit.page.goto(address);
    await visit.page.getByText(/this page was opened twice/).waitFor();
    const other = await stranger(browser, server);
    await other.page.goto(address);
    await other.page.getByText(/this page was opened twice/).waitFor();
    assert.equal((await session(other)).member, null);
    await Promise.all([visit.close(), other.close()]);
  });

  it("leaves the password as a way in while the provider is away, and when it is done without", async () => {
    await provider.stop();
    const away = await stranger(browser, server);
    await away.page.goto("/sign-in");
    // What the provider says of itself is remembered, so that the way there is still known.
    const start = await away.context.request.get("/api/v1/single_sign_on/start", {
      maxRedirects: 0,
    });
    assert.equal(start.status(), 302);
    const state = new URL(start.headers().location).searchParams.get("state");
    await away.page.goto(`/api/v1/single_sign_on/return?code=any&state=${state}`);
    await away.page.getByText(/The provider does not answer/).waitFor();
    await away.page.getByLabel("E-mail").fill(server.account.email);
    await away.page.getByLabel("Password", { exact: true }).fill(server.account.password);
    await away.page.getByRole("button", { name: "Sign in", exact: true }).click();
    await ready(away.page, "Funnel");

    await away.page.goto("/settings");
    await away.page.getByRole("button", { name: "Do without single sign-on" }).click();
    const dialog = away.page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Do without single sign-on" }).click();
    await away.page.getByRole("button", { name: "Set up single sign-on" }).waitFor();
    await away.close();
    const later = await stranger(browser, server);
    await later.page.goto("/sign-in");
    await ready(later.page, "Sign in");
    assert.equal(await later.page.getByRole("link", { name: /Sign in with/ }).count(), 0);
    await later.close();
  });
});
