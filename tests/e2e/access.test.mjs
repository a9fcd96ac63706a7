import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, describe, it } from "node:test";
import {
  assertAccessible,
  horizontalOverflow,
  launch,
  reader,
  ready,
  stranger,
} from "./browser.mjs";
import { serveEmpty, start, tandem, temporaryData } from "./tandem.mjs";

const password = "a long enough password";

async function signIn(page, { email, password }) {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

describe("a new workspace", () => {
  let browser, data, child;
  before(async () => {
    data = await temporaryData();
    [browser, child] = await Promise.all([launch(), start(data.folder)]);
  });
  after(async () => {
    await browser?.close();
    await child?.stop();
    await data?.remove();
  });

  it("is set up by whoever has the address that the server printed", async () => {
    const { page, faults, close } = await stranger(browser, child);
    await page.goto("/");
    await ready(page, "Set up your workspace");
    await page.getByRole("heading", { name: "The setup has an address of its own" }).waitFor();

    await page.goto("about:blank");
    await page.goto("/setup#something-else");
    const fill = async () => {
      await page.getByLabel("Name", { exact: true }).fill("Atelier Boréal");
      await page.getByLabel("Your name").fill("Ada Admin");
      await page.getByLabel("E-mail address").fill("ada@example.org");
      await page.getByLabel("Password", { exact: true }).fill(password);
      await page.getByRole("button", { name: "Set up the workspace" }).click();
    };
    await fill();
    await page
      .getByRole("alert")
      .getByText(/does not set up this workspace/)
      .waitFor();
    faults.length = 0; // the browser reports the refusal

    await page.goto("about:blank");
    await page.goto(new URL(child.setup).pathname + new URL(child.setup).hash);
    await page.getByRole("button", { name: "Add hours on Saturday" }).click();
    await assertAccessible(page, "setup");
    await page.setViewportSize({ width: 375, height: 700 });
    assert.ok((await horizontalOverflow(page)) <= 0);
    await fill();
    await ready(page, "Funnel");
    await page.getByText("Atelier Boréal").first().waitFor();
    assert.deepEqual(faults, []);
    const workspace = await page.evaluate(() =>
      fetch("/api/v1/workspace").then((response) => response.json()),
    );
    assert.equal(workspace.opening_hours[5].length, 1, "Saturday");
    assert.equal(workspace.time_zone, "Europe/Paris");
    await close();
  });
});

describe("signing in", () => {
  let browser, server;
  before(async () => {
    [browser, server] = await Promise.all([launch(), serveEmpty()]);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it("leads back to where one wanted to go, and out again", async () => {
    const { page, close } = await stranger(browser, server);
    await page.goto("/sources?from=2026-01-01");
    await ready(page, "Sign in");
    await assertAccessible(page, "sign in");
    await signIn(page, { ...server.account, password: "wrong password" });
    await page
      .getByRole("alert")
      .getByText(/is not right/)
      .waitFor();
    await signIn(page, server.account);
    await ready(page, "Sources");
    assert.match(page.url(), /from=2026-01-01/);

    await page.getByRole("button", { name: "Sign out" }).first().click();
    await ready(page, "Sign in");
    await page.goto("/funnel");
    await ready(page, "Sign in");
    await close();
  });

  it("never leads elsewhere", async () => {
    const { page, close } = await stranger(browser, server);
    await page.goto("/sign-in?to=//evil.example/");
    await signIn(page, server.account);
    await ready(page, "Funnel");
    assert.equal(new URL(page.url()).origin, server.url);
    await close();
  });

  it("goes back to the sign-in when the session has ended elsewhere", async () => {
    const { page, context, close } = await stranger(browser, server);
    await page.goto("/");
    await signIn(page, server.account);
    await ready(page, "Funnel");
    await context.clearCookies();
    await page.getByRole("link", { name: "Sources" }).click(); // without loading the page anew
    await ready(page, "Sign in");
    await signIn(page, server.account);
    await ready(page, "Sources");
    await close();
  });

  it("lets an invited member choose a password, once", async () => {
    const { stdout } = await tandem(
      ...["--data", server.folder, "member", "add", "zoe@example.org", "--name", "Zoé"],
      ...["--role", "reader", "--json", "--address", server.url],
    );
    const { link } = JSON.parse(stdout);
    const { page, close } = await stranger(browser, server, {
      viewport: { width: 375, height: 700 },
    });
    await page.goto(link);
    await page.getByText("For Zoé, who signs in as zoe@example.org.").waitFor();
    await assertAccessible(page, "choose a password");
    assert.ok((await horizontalOverflow(page)) <= 0);
    const field = page.getByLabel("New password");
    await field.fill("short");
    await page.getByRole("button", { name: "Choose a password" }).click();
    await page.getByText(/at least 10 characters/).waitFor();
    await field.fill(password);
    await page.getByRole("button", { name: "Choose a password" }).click();
    await ready(page, "Funnel");

    await page.goto("about:blank");
    await page.goto(link);
    await page.getByRole("heading", { name: "This link does not work any more" }).waitFor();
    await close();
  });

  it("lets an administrator invite, change and disable members", async () => {
    const { page, close } = await reader(browser, server);
    await page.goto("/members");
    await ready(page, "Members");
    await assertAccessible(page, "members");
    await page.setViewportSize({ width: 375, height: 700 });
    assert.ok((await horizontalOverflow(page)) <= 0);
    await page.setViewportSize({ width: 1280, height: 800 });
    const invite = () => page.getByRole("button", { name: "Invite a member" });
    await invite().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill("Max");
    await dialog.getByLabel("E-mail address").fill(server.account.email);
    await dialog.getByRole("button", { name: "Invite a member" }).click();
    await dialog.getByText(/exists already/).waitFor();
    await dialog.getByLabel("E-mail address").fill("max@example.org");
    await dialog.getByRole("button", { name: "Invite a member" }).click();
    await page.getByText(/choose-password#/).waitFor();

    const row = page.getByRole("row", { name: /max@example.org/ });
    await row.getByText("Invited").waitFor();
    await row.getByRole("combobox", { name: "Role of Max" }).click();
    await page.getByRole("option", { name: "Sales rep" }).click();
    await row.getByText("Sales", { exact: true }).waitFor();
    await row.getByRole("button", { name: "Disable" }).click();
    await row.getByText("Disabled").waitFor();
    await row.getByRole("button", { name: "Enable" }).click();
    await row.getByText("Invited").waitFor();

    const own = page.getByRole("row", { name: /admin-/ });
    await own.getByRole("button", { name: "Disable" }).click();
    await page
      .getByRole("alert")
      .getByText(/nobody would be left/i)
      .waitFor();
    await close();
  });

  it("lets a member change the password and end other sessions", async () => {
    const account = { email: "zoe@example.org", password };
    const elsewhere = await reader(browser, { ...server, account });
    const { page, close } = await reader(browser, { ...server, account });
    await page.setViewportSize({ width: 375, height: 700 });
    await page.goto("/account");
    await ready(page, "My account");
    await assertAccessible(page, "account");
    assert.ok((await horizontalOverflow(page)) <= 0);
    await page.getByRole("button", { name: "Sign out everywhere else" }).click();
    await page
      .getByRole("button", { name: "Sign out everywhere else" })
      .waitFor({ state: "hidden" });
    await elsewhere.page.goto("/funnel");
    await ready(elsewhere.page, "Sign in");

    await page.getByLabel("Current password").fill("wrong password");
    await page.getByLabel("New password").fill("another long password");
    await page.getByRole("button", { name: "Change the password" }).click();
    await page.getByText(/not the current password/i).waitFor();
    await page.getByLabel("Current password").fill(password);
    await page.getByRole("button", { name: "Change the password" }).click();
    await page.getByText(/The password is changed/).waitFor();

    await page.goto("/members");
    await page.getByRole("heading", { name: "This screen is not for your role" }).waitFor();
    await elsewhere.close();
    await close();
  });

  it("keeps language and theme with the member", async () => {
    const account = { email: "zoe@example.org", password: "another long password" };
    const { page, close } = await reader(browser, { ...server, account });
    await page.goto("/funnel");
    await ready(page, "Funnel");
    const kept = (page) =>
      page.waitForResponse((response) => response.request().method() === "PATCH");
    await Promise.all([
      kept(page),
      page.getByRole("radiogroup", { name: "Language" }).getByText("FR", { exact: true }).click(),
    ]);
    await ready(page, "Entonnoir");
    await Promise.all([
      kept(page),
      page.getByRole("radiogroup", { name: "Thème" }).getByTitle("Sombre").click(),
    ]);
    await close();

    // In another browser the sign-in speaks that browser's language, the app the member's.
    const elsewhere = await stranger(browser, server);
    await elsewhere.page.goto("/funnel");
    await ready(elsewhere.page, "Sign in");
    await signIn(elsewhere.page, account);
    await ready(elsewhere.page, "Entonnoir");
    const scheme = () =>
      elsewhere.page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
    assert.equal(await scheme(), "dark");
    await Promise.all([
      kept(elsewhere.page),
      elsewhere.page
        .getByRole("radiogroup", { name: "Langue" })
        .getByText("EN", { exact: true })
        .click(),
    ]);
    await elsewhere.page.reload();
    await ready(elsewhere.page, "Funnel");
    assert.equal(await scheme(), "dark");
    assert.deepEqual(elsewhere.faults, []);
    await elsewhere.close();
  });

  it("sets one-time codes up on the screen", async () => {
    const { page, close } = await reader(browser, {
      ...server,
      account: { email: "zoe@example.org", password: "another long password" },
    });
    await page.goto("/account");
    await page.getByRole("button", { name: "Set up one-time codes" }).click();
    const key = await page.locator("code").textContent();
    await page.getByLabel("Code that the app shows").fill(oneTimeCode(key));
    await page.getByLabel("Current password").last().fill("another long password");
    await page.getByRole("button", { name: "Switch one-time codes on" }).click();
    await page.getByText(/Keep these codes in a safe place/).waitFor();
    assert.equal(await page.getByText(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/).count(), 10);
    await page.getByRole("button", { name: "I have kept them" }).click();
    await page.getByText(/Recovery codes left: 10/).waitFor();
    await close();
  });

  it("asks for a one-time code where the member wanted that", async () => {
    const { page, context, close } = await stranger(browser, server);
    await page.goto("/");
    await signIn(page, server.account);
    await ready(page, "Funnel");
    const post = (path, method, body) =>
      page.evaluate(
        ([path, method, body]) =>
          fetch(`/api/v1/account/${path}`, {
            method,
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify(body),
          }).then((response) => response.json()),
        [path, method, body],
      );
    const { key } = await post("one_time_code", "POST", {});
    const { recovery_codes: codes } = await post("one_time_code", "PUT", {
      key,
      code: oneTimeCode(key),
      password: server.account.password,
    });
    assert.equal(codes.length, 10);

    await context.clearCookies();
    await page.goto("/");
    await signIn(page, server.account);
    const field = page.getByLabel("One-time code");
    await field.fill("000 000");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page
      .getByRole("alert")
      .getByText(/this code is not right/i)
      .waitFor();
    await field.fill(codes[0]);
    await page.getByRole("button", { name: "Sign in" }).click();
    await ready(page, "Funnel");
    await close();
  });
});

/** RFC 6238, by Node's own cryptography. */
function oneTimeCode(key) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...key].map((c) => letters.indexOf(c).toString(2).padStart(5, "0")).join("");
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac("sha1", bytes).update(step).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}
