import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, reader, ready } from "./browser.mjs";
import { serveDemo } from "./tandem.mjs";

describe("the shell", () => {
  let browser, server;
  before(async () => {
    [browser, server] = await Promise.all([launch(), serveDemo()]);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it("opens on the funnel, without a fault in the console", async () => {
    const { page, faults, close } = await reader(browser, server);
    await page.goto("/");
    await ready(page, "Funnel");
    assert.equal(new URL(page.url()).pathname, "/funnel");
    assert.equal(await page.title(), "Funnel · Tandem");
    await page.getByRole("link", { name: "Cohorts" }).click();
    await page.getByRole("img", { name: /Bar chart/ }).waitFor();
    assert.deepEqual(faults, []);
    await close();
  });

  it("speaks the language of the browser, and remembers another choice", async () => {
    const account = server.members[0]; // whose choice it stays
    const { page, close } = await reader(browser, { ...server, account }, { locale: "fr-FR" });
    await page.goto("/");
    await ready(page, "Entonnoir");
    assert.equal(await page.locator("html").getAttribute("lang"), "fr");

    await page.getByRole("radiogroup", { name: "Langue" }).getByText("EN", { exact: true }).click();
    await ready(page, "Funnel");
    assert.equal(await page.locator("html").getAttribute("lang"), "en");

    await page.reload();
    await ready(page, "Funnel");
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    await close();
  });

  it("asks the server in the language on screen", async () => {
    const { page, close } = await reader(browser, server, { locale: "fr-FR" });
    const asked = page.waitForRequest((request) => request.url().includes("/api/v1/funnel"));
    await page.goto("/funnel");
    assert.equal((await asked).headers()["accept-language"], "fr");
    await close();
  });

  it("remembers the theme, and sets it before the first paint", async () => {
    const { page, close } = await reader(browser, { ...server, account: server.members[1] });
    const scheme = () => page.locator("html").getAttribute("data-mantine-color-scheme");
    await page.goto("/");
    await ready(page, "Funnel");
    assert.equal(await scheme(), "light");

    await page.getByRole("radiogroup", { name: "Theme" }).getByTitle("Dark").click();
    assert.equal(await scheme(), "dark");

    // Without its scripts the page holds only what boot.js did.
    await page.route("**/assets/*.js", (route) => route.abort());
    await page.reload();
    assert.equal(await scheme(), "dark");
    await close();
  });

  it("is walked with the keyboard", async () => {
    const { page, close } = await reader(browser, server);
    await page.goto("/funnel");
    await ready(page, "Funnel");

    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Skip to content");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "main");

    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await ready(page, "Sources");
    assert.equal(
      await page.evaluate(() => document.activeElement?.id),
      "main",
      "focus follows to the new screen",
    );

    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });

    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await ready(page, "Cohorts");
    await close();
  });

  it("lets the keyboard walk the figures, and read their definitions", async () => {
    const { page, close } = await reader(browser, server);
    await page.goto("/funnel");
    await ready(page, "Funnel");
    const grid = page.getByRole("grid", { name: "Contacts by stage" });
    await grid.getByRole("rowheader", { name: "Visitor" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    const { definitions } = await page.evaluate(() =>
      fetch("/api/v1/funnel").then((response) => response.json()),
    );
    const bubble = page.getByRole("tooltip");
    await bubble.waitFor();
    assert.match((await bubble.textContent()) ?? "", /Reached Lead/);
    assert.ok(((await bubble.textContent()) ?? "").includes(definitions.reached));
    await page.keyboard.press("Escape");
    await bubble.waitFor({ state: "hidden" });
    assert.equal(
      await grid.locator('[tabindex="0"]:is([role="gridcell"],[role="rowheader"])').count(),
      1,
      "one tab stop",
    );
    await close();
  });

  it("can switch its single-key shortcuts off", async () => {
    const { page, close } = await reader(browser, server);
    await page.goto("/funnel");
    await ready(page, "Funnel");
    await page.keyboard.press("?");
    await page.getByRole("switch", { name: "Single-key shortcuts" }).press("Space");
    await page.keyboard.press("Escape");
    await page.reload();
    await ready(page, "Funnel");
    await page.keyboard.press("?");
    await page.waitForTimeout(300);
    assert.equal(await page.getByRole("dialog").count(), 0);
    await close();
  });

  it("says when there is no such page", async () => {
    const { page, close } = await reader(browser, server);
    await page.goto("/no/such/page");
    await ready(page, "There is no such page");
    await page.getByRole("link", { name: "Go to the funnel" }).click();
    await ready(page, "Funnel");
    await close();
  });
});
