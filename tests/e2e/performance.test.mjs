import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { answer, horizontalOverflow, launch, plain, reader, ready, textOf } from "./browser.mjs";
import { serve, serveDemo, shared, tandem, temporaryData } from "./tandem.mjs";

const count = new Intl.NumberFormat("en");

describe("the performance screens", () => {
  let browser, server;
  before(async () => {
    [browser, server] = await Promise.all([launch(), serveDemo()]);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it("show the server's figures", async () => {
    const { page, close } = await reader(browser, server);
    const { stages } = await answer(server, "/api/v1/funnel");
    const { sources, total } = await answer(server, "/api/v1/sources");

    await page.goto("/funnel");
    await ready(page, "Funnel");
    const rows = page.getByRole("grid", { name: "Contacts by stage" }).getByRole("row");
    for (const [index, stage] of stages.entries()) {
      const cells = rows.nth(index + 1).getByRole("gridcell");
      assert.equal(await textOf(cells.nth(0)), count.format(stage.reached), stage.stage);
    }

    await page.goto("/sources");
    await ready(page, "Sources");
    const table = page.getByRole("grid");
    assert.equal(await table.locator("tbody tr").count(), sources.length);
    assert.equal(await textOf(table.locator("tfoot td").first()), count.format(total.leads));

    await page.goto("/cohorts");
    await ready(page, "Cohorts");
    const { groups } = await answer(server, "/api/v1/funnel?by=month");
    assert.equal(await page.getByRole("grid").locator("tbody tr").count(), groups.length);
    await close();
  });

  it("keep a filter over a reload, carry it to the next screen, and share it", async () => {
    const { origins } = await answer(server, "/api/v1/workspace");
    const origin = origins.find((name) => name !== "");
    const { stages } = await answer(server, `/api/v1/funnel?origin=${encodeURIComponent(origin)}`);
    const expected = count.format(stages[0].reached);

    const first = await reader(browser, server);
    const { page } = first;
    const contacts = (on) => on.locator("dl dd").first();
    await page.goto("/funnel");
    await ready(page, "Funnel");
    await page.getByRole("radiogroup", { name: "Compare by" }).getByText("Source").click();
    await page.locator(`tbody a[href*="origin=${origin}"]`).first().click();
    await page.waitForURL(/origin=/);
    await page.waitForFunction(
      (text) => document.querySelector("dl dd")?.textContent === text,
      expected,
    );

    await page.reload();
    await ready(page, "Funnel");
    assert.equal(await textOf(contacts(page)), expected);

    const second = await reader(browser, server);
    await second.page.goto(page.url());
    await ready(second.page, "Funnel");
    assert.equal(
      await textOf(contacts(second.page)),
      expected,
      "a shared address shows the same view",
    );
    await second.close();

    await page.getByRole("link", { name: "Cohorts" }).click();
    await ready(page, "Cohorts");
    assert.equal(new URL(page.url()).searchParams.get("origin"), origin);

    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.waitForURL((url) => url.search === "");
    await first.close();
  });

  it("keep a preset in the address as what it means", async () => {
    const { page, close } = await reader(browser, server);
    await page.goto("/funnel");
    await ready(page, "Funnel");
    const asked = page.waitForRequest((request) => /\/funnel\?.*from=/.test(request.url()));
    await page.getByRole("combobox", { name: "Period" }).click();
    await page.getByRole("option", { name: "Last 90 days" }).click();
    const query = new URL((await asked).url()).searchParams;
    assert.equal((Date.parse(query.get("to")) - Date.parse(query.get("from"))) / 86_400_000, 89);
    assert.equal(new URL(page.url()).search, "?period=90d");

    await page.getByRole("combobox", { name: "Period" }).click();
    await page.getByRole("option", { name: "Custom…" }).click();
    await page.waitForURL(/from=.*to=/);
    assert.equal(await page.getByLabel("From").inputValue(), query.get("from"));
    await page.getByLabel("From").fill("2999-01-01");
    await page.getByText("Must not be before the first day").waitFor();
    assert.doesNotMatch(page.url(), /2999/);
    await close();
  });

  it("sort, and keep the order in the address", async () => {
    const { page, close } = await reader(browser, server);
    await page.goto("/sources");
    await ready(page, "Sources");
    const heading = page.getByRole("columnheader", { name: "Customers" });
    await heading.getByRole("button").click();
    assert.equal(await heading.getAttribute("aria-sort"), "descending");
    await page.waitForURL(/sort=-customers/);
    const customers = async () =>
      (await page.locator("tbody tr td:nth-of-type(2)").allTextContents()).map((text) =>
        Number(plain(text).replace(/\D/g, "")),
      );
    const down = await customers();
    assert.deepEqual(
      down,
      down.toSorted((a, b) => b - a),
    );
    await page.reload();
    await ready(page, "Sources");
    assert.deepEqual(await customers(), down);
    await heading.getByRole("button").click();
    assert.equal(await heading.getAttribute("aria-sort"), "ascending");
    await close();
  });

  it("say so when nothing matches, and clear the filters", async () => {
    const { page, close } = await reader(browser, server);
    for (const [path, title] of [
      ["/funnel", "Funnel"],
      ["/sources", "Sources"],
      ["/cohorts", "Cohorts"],
    ]) {
      await page.goto(`${path}?from=1999-01-01&to=1999-12-31`);
      await ready(page, title);
      await page.getByRole("heading", { name: "No contact in this period" }).waitFor();
      await page.getByRole("button", { name: "Clear the filters" }).click();
      await page.getByRole("grid").first().waitFor();
    }
    await close();
  });

  it("say in plain words when the server does not answer, and come back by themselves", async () => {
    const { page, close } = await reader(browser, server);
    await page.route("**/api/v1/funnel*", (route) => route.abort("connectionrefused"));
    await page.goto("/funnel");
    await page.getByRole("heading", { name: "The server does not answer" }).waitFor();
    await page.unroute("**/api/v1/funnel*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("grid", { name: "Contacts by stage" }).waitFor();

    await page.route("**/api/v1/funnel*", (route) => route.abort("connectionrefused"));
    await page.getByText("Not refreshed since").waitFor({ timeout: 15_000 });
    assert.ok(
      await page.getByRole("grid", { name: "Contacts by stage" }).isVisible(),
      "the figures stay",
    );
    await close();
  });

  it("fit a narrow telephone", async () => {
    const { page, close } = await reader(browser, server, {
      viewport: { width: 360, height: 740 },
    });
    for (const [path, title] of [
      ["/funnel?by=landing_page", "Funnel"],
      ["/sources", "Sources"],
      ["/cohorts?from=2020-01-01", "Cohorts"],
    ]) {
      await page.goto(path);
      await ready(page, title);
      assert.ok((await horizontalOverflow(page)) <= 0, `${path} is wider than the screen`);
    }
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("dialog").getByRole("link", { name: "Sources" }).click();
    await ready(page, "Sources");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await close();
  });
});

describe("the Olist funnel", () => {
  const folder = shared("data/olist");
  const skip = existsSync(folder) ? false : `${folder} is not there`;

  it("has 8,000 MQLs and 842 customers", { skip }, async () => {
    const data = await temporaryData();
    await tandem(
      "--data",
      data.folder,
      "import",
      "leads",
      `${folder}/olist_marketing_qualified_leads_dataset.csv`,
    );
    await tandem(
      "--data",
      data.folder,
      "import",
      "deals",
      `${folder}/olist_closed_deals_dataset.csv`,
    );
    const [browser, server] = await Promise.all([launch(), serve(data.folder)]);
    try {
      const { page } = await reader(browser, server);
      await page.goto("/funnel");
      await ready(page, "Funnel");
      const reached = (stage) =>
        textOf(
          page
            .getByRole("row", { name: stage })
            .filter({ has: page.getByRole("rowheader", { name: stage }) })
            .getByRole("gridcell")
            .first(),
        );
      assert.equal(await reached("MQL"), "8,000");
      assert.equal(await reached("Customer"), "842");
    } finally {
      await browser.close();
      await server.stop();
      await data.remove();
    }
  });
});
