// Real Chromium, driven by playwright-core; both libraries come from web/node_modules.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}

/** A fresh reader: signed in, nothing else stored, English, light, unless told otherwise. */
export async function reader(browser, server, options = {}) {
  const visit = await stranger(browser, server, options);
  const entered = await visit.context.request.post("/api/v1/session", { data: server.account });
  assert.equal(entered.status(), 200, "sign-in");
  return visit;
}

/** A fresh reader who has not signed in. */
export async function stranger(browser, server, options = {}) {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: "en-US",
    timezoneId: "Europe/Paris",
    colorScheme: "light",
    reducedMotion: "reduce",
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  return { context, page, faults, close: () => context.close() };
}

/** The screen has its heading and its figures, or what it says in their place. */
export async function ready(page, title) {
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await page.waitForFunction(() => !document.querySelector('main [aria-busy="true"]'));
}

/** Text as a person reads it: no-break spaces are spaces. */
export const plain = (text) => (text ?? "").replace(/[\u00a0\u202f]/g, " ").trim();

export const textOf = async (locator) => plain(await locator.textContent());

/** Fails with a readable list when axe-core finds a serious or critical violation. */
export async function assertAccessible(page, where) {
  // Evaluated, not injected as a script element: the content security policy rightly refuses that.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const report = grave.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n    ${nodes[0]?.html}\n    ${nodes[0]?.failureSummary}`,
  );
  assert.equal(grave.length, 0, `${where}:\n  ${report.join("\n  ")}`);
}

/** Two frames later, so that a window that has just been resized is laid out by what the screen drew for it. */
export const horizontalOverflow = (page) =>
  page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
  });

export async function answer(server, path) {
  const response = await fetch(server.url + path, {
    headers: { "Accept-Language": "en", Authorization: `Bearer ${server.token}` },
  });
  assert.equal(response.status, 200, path);
  return response.json();
}
