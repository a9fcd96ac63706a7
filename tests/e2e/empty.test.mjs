import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { assertAccessible, launch, reader, ready } from "./browser.mjs";
import { serveEmpty, tandem } from "./tandem.mjs";

describe("an empty workspace", () => {
  let browser, server;
  before(async () => {
    [browser, server] = await Promise.all([launch(), serveEmpty()]);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it("says on each screen what to do next", async () => {
    const { page, context, close } = await reader(browser, server);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    for (const [path, title] of [
      ["/funnel", "Funnel"],
      ["/sources", "Sources"],
      ["/cohorts", "Cohorts"],
    ]) {
      await page.goto(path);
      await ready(page, title);
      await page.getByRole("heading", { name: "No contacts yet" }).waitFor();
    }
    const command = "tandem --data DIR import leads FILE";
    await page.getByText(command, { exact: true }).waitFor();
    await page.getByRole("button", { name: command }).click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), command);
    await assertAccessible(page, "empty workspace");
    await close();
  });

  it("fills by itself when leads are imported", async () => {
    const { page, close } = await reader(browser, server);
    await page.goto("/funnel");
    await page.getByRole("heading", { name: "No contacts yet" }).waitFor();
    const file = join(server.folder, "..", `leads-${process.pid}.csv`);
    await writeFile(
      file,
      "mql_id,first_contact_date,landing_page_id,origin\n" +
        "dac32acd4db4c29c230538b72f8dd87d,2018-02-01,88740e65d5d6b056e0cda098e1ea6313,social\n" +
        "8c18d1de7f67e60dbd64e3c07d7e9d5d,2017-10-20,007f9098284a86ee80ddeb25d53e0af8,paid_search\n",
    );
    await tandem("--data", server.folder, "import", "leads", file);
    await page.getByRole("grid", { name: "Contacts by stage" }).waitFor({ timeout: 15_000 });
    await close();
  });
});
