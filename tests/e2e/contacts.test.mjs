// The contact list and the contact's page with its timeline, in Chromium.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { assertAccessible, horizontalOverflow, launch, reader, ready, textOf } from "./browser.mjs";
import { serveEmpty } from "./tandem.mjs";
import { visits } from "./visits.mjs";

const people = [
  ["Élodie", "Lefèvre", "elodie@erable.example", "event"],
  ["Zoé", "Tremblay", "zoe@tremblay.example", "referral"],
  ["Marc", "Élément", "marc@element.example", "event"],
  ["Ada", "Lovelace", "ada@engines.example", "email"],
];

describe("contacts", () => {
  let browser, server, site;
  const ids = {};
  before(async () => {
    [browser, server] = await Promise.all([launch(), serveEmpty()]);
    site = visits(server);
    for (const [first_name, last_name, email, origin] of people) {
      ids[first_name] = await add({ first_name, last_name, email, origin });
    }
    await move(ids.Marc, "mql");
    await move(ids.Ada, "sql");
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const post = async (path, body) => {
    const response = await fetch(server.url + path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${server.token}` },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    assert.ok(response.ok, text);
    return JSON.parse(text);
  };
  const add = async (contact) => (await post("/api/v1/contacts", contact)).id;
  const move = (id, to) => post(`/api/v1/contacts/${id}/transitions`, { to });

  async function list(address = "/contacts", options = {}) {
    const visit = await reader(browser, server, options);
    await visit.page.goto(address);
    await ready(visit.page, "Contacts");
    return visit;
  }
  const table = (page) => page.getByRole("table", { name: "Contacts" });
  const names = (page) => table(page).locator("tbody th").allTextContents();
  /** Until the table shows just these, in this order. */
  async function shows(page, expected) {
    await page
      .waitForFunction(
        (wanted) =>
          [...document.querySelectorAll("tbody th")].map((name) => name.textContent).join() ===
          wanted.join(),
        expected,
      )
      .catch(() => undefined);
    assert.deepEqual(await names(page), expected);
  }
  async function choose(page, label, option) {
    await page.getByRole("combobox", { name: label }).click();
    await page.getByRole("option", { name: option, exact: true }).click();
  }
  const all = ["Ada Lovelace", "Marc Élément", "Zoé Tremblay", "Élodie Lefèvre"];

  it("is searched by the beginning of words, whatever the accents and the case", async () => {
    const { page, faults, close } = await list();
    await shows(page, all);
    await page.getByText("4 contacts").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("ELE");
    await shows(page, ["Marc Élément"]);
    assert.equal(new URL(page.url()).searchParams.get("search"), "ELE");
    await page.getByRole("searchbox").fill("elodie erable");
    await shows(page, ["Élodie Lefèvre"]);
    await page.getByRole("searchbox").fill("nobody of that name");
    await page.getByRole("heading", { name: "Nobody fits" }).waitFor();
    await page.getByRole("button", { name: "Clear" }).click();
    await shows(page, all);
    assert.deepEqual(faults, []);
    await close();
  });

  it("is filtered and sorted, by an address that shows the same again", async () => {
    const { page, close } = await list();
    await choose(page, "Sorted by", "By name");
    await shows(page, ["Marc Élément", "Élodie Lefèvre", "Ada Lovelace", "Zoé Tremblay"]);
    await choose(page, "Source", "Events");
    await shows(page, ["Marc Élément", "Élodie Lefèvre"]);
    await choose(page, "Stage", "With marketing");
    await choose(page, "Stage", "MQL");
    await shows(page, ["Marc Élément"]);
    await page.reload();
    await ready(page, "Contacts");
    await shows(page, ["Marc Élément"]);
    await close();
  });

  it("shows the columns one wants, and this browser remembers them", async () => {
    const { page, close } = await list();
    const header = (name) => table(page).getByRole("columnheader", { name, exact: true });
    await header("Company").waitFor();
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("checkbox", { name: "E-mail" }).check();
    await page.getByRole("checkbox", { name: "Company" }).uncheck();
    await page.keyboard.press("Escape");
    await header("E-mail").waitFor();
    await page.goto("/contacts");
    await ready(page, "Contacts");
    await page.getByRole("cell", { name: "ada@engines.example" }).waitFor();
    assert.equal(await header("Company").count(), 0);
    await close();
  });

  it("is kept as a view, changed and removed", async () => {
    const { page, close } = await list("/contacts?origin=event");
    const views = page.getByRole("navigation", { name: "Saved views" });
    await views.getByRole("button", { name: "Save as a view" }).click();
    await page.getByRole("dialog").getByLabel("Name of the view").fill("From the fair");
    await page.getByRole("dialog").getByRole("button", { name: "Save the view" }).click();
    const view = views.getByRole("button", { name: "From the fair", exact: true });
    await view.waitFor();
    await views.getByRole("button", { name: "All contacts" }).click();
    await shows(page, all);
    await view.click();
    await shows(page, ["Marc Élément", "Élodie Lefèvre"]);
    assert.equal(await view.getAttribute("aria-pressed"), "true");
    await choose(page, "Stage", "MQL");
    await views.getByRole("button", { name: /^Keep in/ }).click();
    await views.getByRole("button", { name: /^Keep in/ }).waitFor({ state: "hidden" });
    await page.goto("/contacts");
    await view.click();
    await shows(page, ["Marc Élément"]);
    await views.getByRole("button", { name: "Change this view" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove the view" }).click();
    await view.waitFor({ state: "hidden" });
    await close();
  });

  it("is given as a file of what it shows", async () => {
    const { page, close } = await list("/contacts?origin=event&sort=name");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download as CSV" }).click(),
    ]);
    const lines = (await readFile(await download.path(), "utf8")).trim().split(/\r?\n/);
    const emails = lines.slice(1).map((line) => line.split(",")[1]);
    assert.deepEqual(emails, ["marc@element.example", "elodie@erable.example"]);
    await close();
  });

  it("adds somebody, and says what is wrong at the field", async () => {
    const { page, close } = await list();
    await page.keyboard.press("c");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("First name").fill("Grace");
    await dialog.getByLabel("E-mail").fill("ADA@engines.example");
    await dialog.getByRole("button", { name: "Add the contact" }).click();
    await dialog.getByText(/a contact with the address ada@engines.example exists/).waitFor();
    assert.equal(await dialog.getByLabel("E-mail").getAttribute("aria-invalid"), "true");
    await dialog.getByLabel("E-mail").fill("grace@navy.example");
    await dialog.getByRole("button", { name: "Add the contact" }).click();
    await page.getByRole("heading", { level: 1, name: "Grace" }).waitFor();
    await close();
  });

  it("shows who somebody is, changes a fact where it stands, and says who was faster", async () => {
    const { page, faults, close } = await list();
    await page.getByRole("link", { name: "Ada Lovelace" }).click();
    await ready(page, "Ada Lovelace");
    await page.getByRole("button", { name: /^Change Job title/ }).click();
    await page.getByRole("textbox", { name: "Job title" }).fill("Countess");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Change Job title: Countess" }).waitFor();
    await page.getByText("Changed: Job title").waitFor();

    await page.getByRole("button", { name: /^Change Phone/ }).click();
    const other = await reader(browser, server);
    await other.page.goto(`/contacts/${ids.Ada}`);
    await other.page.getByRole("button", { name: /^Change Phone/ }).click();
    await other.page.getByRole("textbox", { name: "Phone" }).fill("111");
    await other.page.keyboard.press("Enter");
    await other.page.getByRole("button", { name: "Change Phone: 111" }).waitFor();
    await other.close();
    await page.getByRole("textbox", { name: "Phone" }).fill("222");
    await page.keyboard.press("Enter");
    await page.getByText("Phone is now: 111").waitFor();
    await page.getByRole("button", { name: "Save all the same" }).click();
    await page.getByRole("button", { name: "Change Phone: 222" }).waitFor();
    assert.deepEqual(
      faults.filter((fault) => !/409/.test(fault)),
      [],
    );
    await close();
  });

  it("tells visits as they happen, and narrows to a part of what happened", async () => {
    const visitor = await site.visitor(ids.Élodie);
    await site.view(visitor, "/prices", "Our prices");
    const { page, faults, close } = await reader(browser, server);
    await page.goto(`/contacts/${ids.Élodie}`);
    await ready(page, "Élodie Lefèvre");
    const timeline = page.getByRole("region", { name: "Timeline" });
    const visit = timeline.getByRole("listitem").filter({ hasText: "Visit" }).first();
    await visit.getByText("Our prices").waitFor();
    await visit.getByText("1 page · from news.example.org").waitFor();

    await page.waitForTimeout(500); // the stream is open
    await site.view(visitor, "/demo", "Ask for a demo");
    await visit.getByText("Ask for a demo").waitFor();
    await visit.getByText("2 pages · from news.example.org").waitFor();

    await timeline.getByRole("button", { name: "Stages" }).click();
    await timeline.getByText("Known as Lead").waitFor();
    await visit.waitFor({ state: "hidden" });
    assert.equal(new URL(page.url()).searchParams.get("only"), "lifecycle");
    await timeline.getByRole("button", { name: "Website" }).click();
    await visit.waitFor();
    await timeline.getByRole("button", { name: "Everything" }).click();
    assert.equal(new URL(page.url()).searchParams.get("only"), null);
    assert.deepEqual(faults, []);
    await close();
  });

  it("logs a call, and undoes it", async () => {
    const { page, faults, close } = await reader(browser, server);
    await page.goto(`/contacts/${ids.Zoé}`);
    await ready(page, "Zoé Tremblay");
    const timeline = page.getByRole("region", { name: "Timeline" });
    await page.keyboard.press("c");
    const form = page.getByRole("form", { name: "Call" });
    await form.getByLabel("How it ended").selectOption("Left a message");
    await form.getByLabel("What was said").fill("Wants to see the workshop.");
    await page.keyboard.press("Control+Enter");
    const call = timeline.getByRole("listitem").filter({ hasText: "Wants to see the workshop." });
    await call.getByText("Called · Left a message").waitFor();
    assert.match(await textOf(call), /by Ada Admin/);
    await page.getByRole("button", { name: "Undo" }).click();
    await call.waitFor({ state: "hidden" });
    await page.reload();
    await ready(page, "Zoé Tremblay");
    assert.equal(await call.count(), 0);
    assert.deepEqual(faults, []);
    await close();
  });

  for (const colorScheme of ["light", "dark"]) {
    it(`is accessible and fits a phone, ${colorScheme}`, async () => {
      const { page, faults, close } = await reader(browser, server, { colorScheme });
      for (const [path, title] of [
        ["/contacts", "Contacts"],
        ["/contacts?search=nobody", "Contacts"],
        [`/contacts/${ids.Élodie}`, "Élodie Lefèvre"],
      ]) {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(path);
        await ready(page, title);
        await assertAccessible(page, `${path}, ${colorScheme}`);
        await page.setViewportSize({ width: 375, height: 700 });
        assert.ok((await horizontalOverflow(page)) <= 0, path);
        await assertAccessible(page, `${path}, ${colorScheme}, 375 px`);
      }
      assert.deepEqual(faults, []);
      await close();
    });
  }
});
