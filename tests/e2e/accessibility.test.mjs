import { after, before, describe, it } from "node:test";
import { assertAccessible, launch, reader, ready } from "./browser.mjs";
import { serveDemo } from "./tandem.mjs";

const screens = [
  ["/funnel", { en: "Funnel", fr: "Entonnoir" }],
  ["/funnel?by=landing_page", { en: "Funnel", fr: "Entonnoir" }],
  ["/sources", { en: "Sources", fr: "Sources" }],
  ["/cohorts", { en: "Cohorts", fr: "Cohortes" }],
  ["/contacts", { en: "Contacts", fr: "Contacts" }],
  ["/live", { en: "On the site now", fr: "En ce moment sur le site" }],
  ["/funnel?from=1999-01-01&to=1999-01-31", { en: "Funnel", fr: "Entonnoir" }],
  ["/no-such-page", { en: "There is no such page", fr: "Cette page n’existe pas" }],
];

describe("axe-core finds nothing serious", () => {
  let browser, server;
  before(async () => {
    [browser, server] = await Promise.all([launch(), serveDemo()]);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  for (const colorScheme of ["light", "dark"]) {
    for (const [language, locale] of [
      ["en", "en-US"],
      ["fr", "fr-FR"],
    ]) {
      it(`on any screen, ${colorScheme}, ${language}`, async () => {
        const { page, close } = await reader(browser, server, {
          colorScheme,
          locale,
        });
        for (const [path, title] of screens) {
          await page.goto(path);
          await ready(page, title[language]);
          await assertAccessible(page, `${path} (${colorScheme}, ${language})`);
        }
        await close();
      });
    }

    it(`at 360 px, ${colorScheme}`, async () => {
      const { page, close } = await reader(browser, server, {
        colorScheme,
        viewport: { width: 360, height: 740 },
      });
      for (const [path, title] of screens) {
        await page.goto(path);
        await ready(page, title.en);
        await assertAccessible(page, `${path} (360 px, ${colorScheme})`);
      }
      await close();
    });

    it(`in the help and the menu, ${colorScheme}`, async () => {
      const { page, close } = await reader(browser, server, { colorScheme });
      await page.goto("/funnel");
      await ready(page, "Funnel");
      await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
      await page.getByRole("dialog").waitFor();
      await assertAccessible(page, `help (${colorScheme})`);
      await page.keyboard.press("Escape");
      await page.getByRole("combobox", { name: "Period" }).click();
      await page.getByRole("listbox").waitFor();
      await assertAccessible(page, `period list (${colorScheme})`);
      await page.keyboard.press("Escape");
      await page.setViewportSize({ width: 360, height: 740 });
      await page.getByRole("button", { name: "Menu" }).click();
      await page.getByRole("dialog").waitFor();
      await assertAccessible(page, `menu (${colorScheme})`);
      await close();
    });
  }
});
