// Tokens, write keys, the audit log, settings: what an administrator does, in Chromium.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { assertAccessible, horizontalOverflow, launch, reader, ready, textOf } from "./browser.mjs";
import { serveEmpty } from "./tandem.mjs";

describe("administration", () => {
  let browser, server;
  before(async () => {
    [browser, server] = await Promise.all([launch(), serveEmpty()]);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  for (const colorScheme of ["light", "dark"]) {
    it(`is accessible and fits a phone, ${colorScheme}`, async () => {
      const { page, faults, close } = await reader(browser, server, { colorScheme });
      for (const [path, title] of [
        ["/tokens", "API tokens"],
        ["/audit", "Audit log"],
        ["/settings", "Settings"],
      ]) {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(path);
        await ready(page, title);
        await assertAccessible(page, `${path}, ${colorScheme}`);
        await page.setViewportSize({ width: 375, height: 700 });
        assert.ok((await horizontalOverflow(page)) <= 0, path);
      }
      assert.deepEqual(faults, []);
      await close();
    });
  }

  it("makes a token that works until it is revoked", async () => {
    const { page, close } = await reader(browser, server);
    await page.goto("/tokens");
    await page.getByRole("button", { name: "New token for an integration" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Reporting script");
    await dialog.getByLabel(/Read the figures/).check();
    await dialog.getByRole("button", { name: "Make the token" }).click();
    const secret = await textOf(page.getByRole("status").locator("code"));
    const funnel = () =>
      fetch(`${server.url}/api/v1/funnel`, { headers: { Authorization: `Bearer ${secret}` } });
    assert.equal((await funnel()).status, 200);

    const row = page.getByRole("row", { name: /Reporting script/ });
    await row.getByRole("button", { name: "Revoke Reporting script" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    assert.equal((await funnel()).status, 200, "asked, not done");
    await row.getByRole("button", { name: "Revoke Reporting script" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await row.getByText(/^Revoked /).waitFor();
    assert.equal((await funnel()).status, 401);
    await close();
  });

  it("makes a write key and revokes it", async () => {
    const { page, close } = await reader(browser, server);
    await page.goto("/tokens");
    await page.getByLabel("New write key").fill("shop.example.org");
    await page.getByRole("button", { name: "Make the key" }).click();
    await page.getByRole("button", { name: "Copy the key of shop.example.org" }).waitFor();
    await page.getByRole("button", { name: "Revoke shop.example.org" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await page
      .getByText(/^Revoked /)
      .first()
      .waitFor();
    await close();
  });

  it("tells who did what, narrowed by the address, and gives it as a file", async () => {
    const { page, close } = await reader(browser, server);
    await page.goto("/audit");
    await page.getByText(/made the token “Reporting script”/).waitFor();
    await page.getByRole("combobox", { name: "Deed" }).click();
    await page.getByRole("option", { name: "Token revoked" }).click();
    await page.waitForURL(/only=token_revoked/);
    await page.getByText(/revoked the token “Reporting script”/).waitFor();
    await page.getByText(/made the token/).waitFor({ state: "hidden" });

    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download as CSV" }).click();
    const lines = (await readFile(await (await downloading).path(), "utf8")).trim().split(/\r?\n/);
    assert.match(lines[0], /^at,member,token,deed/);
    assert.ok(lines.length > 1 && lines.slice(1).every((line) => line.includes("token_revoked")));

    await page.goto("/audit?only=audit_exported");
    await page.getByText(/downloaded the audit log/).waitFor();
    await page.goto("/audit?from=2001-01-01&to=2001-01-02");
    await page.getByRole("heading", { name: /Nothing written down/ }).waitFor();
    await close();
  });

  it("changes the settings of the workspace", async () => {
    const { page, close } = await reader(browser, server);
    await page.goto("/settings");
    await page.getByLabel("Name", { exact: true }).fill("Atelier Austral");
    await page.getByRole("button", { name: "Save the settings" }).click();
    await page.getByText("The settings are saved.").waitFor();
    await page.getByRole("banner").getByText("Atelier Austral").waitFor();
    await page.goto("/audit?only=workspace_changed");
    await page.getByText(/changed the settings of the workspace/).waitFor();
    await close();
  });

  it("draws the key of one-time codes to be scanned, dark on white also in the dark", async () => {
    const { page, close } = await reader(browser, server, { colorScheme: "dark" });
    await page.goto("/account");
    await page.getByRole("button", { name: "Set up one-time codes" }).click();
    const code = page.getByRole("img", { name: "QR code of the key" });
    await code.waitFor();
    const fill = (part) => code.locator(part).evaluate((shape) => getComputedStyle(shape).fill);
    assert.equal(await fill("rect"), "rgb(255, 255, 255)");
    assert.equal(await fill("path"), "rgb(0, 0, 0)");
    await close();
  });
});
