// What visitors of a website do, from the script on its pages to the ledger.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { only, openWebsite, paths, until } from "./website.mjs";

const details = (activities, kind) => only(activities, kind).map(({ detail }) => detail);

describe("the tracking script", () => {
  let website;
  before(async () => (website = await openWebsite()));
  after(() => website?.stop());
  const intake = async () => (await website.api.get("/api/v1/intake")).json();

  it("tells of the pages of a static site, how long they were looked at and how far", async () => {
    const { page, tells, looked, sent, faults, stored, hasScript, close } = await website.arrive({
      locale: "fr-CA",
    });
    await page.goto("/?utm_source=news#top");
    await hasScript();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(2100);
    // What a page sends while it ends bears the name of the browser itself, which is a robot's here: it is told before.
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await page.click("#next");
    await page.waitForURL("**/products");
    const known = await tells((all) => paths(all).length === 2, "two pages");
    assert.deepEqual(paths(known), ["/?utm_source=news", "/products"]);
    const [home, products] = details(known, "page_viewed");
    assert.equal(home.title, "Home");
    assert.equal(home.locale, "fr-CA");
    assert.equal(products.referrer, `${website.domain}/?utm_source=news`);
    const seconds = await until(looked, (sum) => sum >= 1, "one was looked at");
    assert.ok(seconds < 60, `${seconds} s`);
    const engaged = sent.find(({ event }) => event === "Page Engaged");
    assert.equal(engaged.context.page.url, home.url);
    assert.equal(engaged.properties.scroll, 100);
    assert.deepEqual(await stored(), { cookies: [], local: [], session: [] });
    assert.deepEqual(faults, []);
    await close();
  });

  it("tells of the pages of a single-page app, whichever way it moves", async () => {
    const { page, tells, faults, hasScript, close } = await website.arrive();
    await page.goto("/app");
    await hasScript();
    const moves = [
      ["/app/list", "List", "pushState"],
      ["/app/list?page=2", "List, page 2", "replaceState"],
      ["/app/list?page=2#/detail", "Detail", "pushState"],
    ];
    let seen = 1;
    for (const move of moves) {
      await page.evaluate((given) => window.go(...given), move);
      seen += 1;
      await tells((all) => paths(all).length === seen, move[0]);
    }
    await page.goBack();
    await tells((all) => paths(all).length === seen + 1, "back");
    await page.evaluate(() => (location.hash = "place"));
    await page.waitForTimeout(1200);
    const known = await tells((all) => paths(all).length === seen + 1, "a place is no page");
    assert.deepEqual(paths(known), [
      "/app",
      "/app/list",
      "/app/list?page=2",
      "/app/list?page=2#/detail",
      "/app/list?page=2",
    ]);
    const views = details(known, "page_viewed");
    assert.equal(views[1].title, "List");
    assert.equal(views[1].referrer, `${website.domain}/app`);
    assert.deepEqual(faults, []);
    await close();
  });

  it("tells of files, links that lead elsewhere, and what is shared", async () => {
    const { page, tells, faults, hasScript, close } = await website.arrive();
    await page.goto("/links");
    await hasScript();
    for (const id of ["#file", "#marked"]) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.click(id)]);
      await download.cancel();
    }
    await page.click("#copy");
    const [popup] = await Promise.all([page.waitForEvent("popup"), page.click("#share b")]);
    await popup.close();
    await page.evaluate(() => {
      document.querySelector("#mail").addEventListener("click", (event) => event.preventDefault());
      document.querySelector("#mail").click();
    });
    await page.click("#out");
    await page.waitForURL(/elsewhere/);
    const known = await tells((all) => only(all, "link_clicked").length === 1, "the link");
    const at = (path) => `${website.domain}${path}`;
    const elsewhere = `http://elsewhere.localhost:${website.port}`;
    assert.deepEqual(
      details(known, "file_downloaded").map(({ href }) => href),
      [at("/files/price-list.pdf"), at("/export")],
    );
    assert.deepEqual(
      details(known, "shared").map(({ network, href }) => [network, href]),
      [
        ["copy", undefined],
        ["linkedin", `${elsewhere}/share?u=1`],
      ],
    );
    assert.equal(details(known, "shared")[0].url, at("/links"));
    assert.deepEqual(
      details(known, "link_clicked").map(({ href }) => href),
      [`${elsewhere}/`],
    );
    assert.deepEqual(faults, []);
    await close();
  });

  for (const consent of [false, true]) {
    it(`knows at a form where the visitor came from, four pages before, ${consent ? "with" : "without"} consent`, async () => {
      const { page, tells, stored, hasScript, tandem, close } = await website.arrive();
      const landing = "/?utm_source=newsletter&utm_medium=email&utm_campaign=spring";
      await page.goto(landing);
      await hasScript();
      if (consent) await tandem("consent", { analytics: true });
      for (const path of ["/products", "/products/one", "/about", "/quote"]) {
        await page.click("#next");
        await page.waitForURL(`**${path}`);
        await hasScript();
      }
      await page.fill("[name=name]", "Ada Lovelace");
      await page.check("[value=red]");
      await page.check("[value=blue]");
      await page.fill("[name=secret]", "hush");
      await page.fill("[name=card]", "4111111111111111");
      await page.fill("[name=private]", "mine");
      await page.click("[name=send]");
      await page.waitForURL("**/thanks**");
      const known = await tells(
        (all) => only(all, "form_submitted").length === 1 && paths(all).length === 6,
        "the form",
      );
      const [form] = details(known, "form_submitted");
      assert.equal(form.form, "quote");
      assert.deepEqual(form.fields, { name: "Ada Lovelace", colour: "red, blue" });
      // The visit begins with the campaign, and with consent the form itself says so.
      assert.equal(paths(known)[0], landing);
      const touches = consent ? website.domain + landing : undefined;
      assert.equal(form.first?.url, touches);
      assert.equal(form.last?.url, touches);
      if (!consent) assert.deepEqual(await stored(), { cookies: [], local: [], session: [] });
      await close();
    });
  }

  it("keeps the last touch apart from the first", async () => {
    const { page, tells, hasScript, tandem, close } = await website.arrive();
    await page.goto("/?utm_source=one");
    await hasScript();
    await tandem("consent", { analytics: true });
    await page.goto("/products?gclid=two");
    await hasScript();
    await page.goto("/about");
    await hasScript();
    await tandem("event", "Asked");
    const known = await tells((all) => only(all, "event_tracked").length === 1, "the event");
    const [{ first, last }] = details(known, "event_tracked");
    assert.equal(first.url, `${website.domain}/?utm_source=one`);
    assert.equal(last.url, `${website.domain}/products?gclid=two`);
    assert.ok(Date.parse(first.at) < Date.parse(last.at));
    await close();
  });

  it("leaves forms alone that are not marked", async () => {
    const { page, tells, sent, hasScript, close } = await website.arrive();
    await page.goto("/quote");
    await hasScript();
    await page.fill("[name=query]", "what I look for");
    await page.click("[name=search]");
    await page.waitForURL("**/thanks**");
    await tells((all) => paths(all).length === 2, "the page after");
    assert.ok(!JSON.stringify(sent.map(({ properties }) => properties ?? {})).includes("look for"));
    await close();
  });

  it("takes the site's own events, also those told before it was there", async () => {
    const { page, tells, sent, faults, hasScript, tandem, close } = await website.arrive();
    await page.route("**/t.js", async (route) => {
      await page.evaluate(() => window.tandem("event", "Early", { price: 12.5 }));
      await route.continue();
    });
    await page.goto("/products");
    await hasScript();
    await tandem("event", "Later");
    await tandem("identify", { email: "ada@example.org" });
    const known = await tells((all) => only(all, "event_tracked").length === 2, "two events");
    assert.deepEqual(
      details(known, "event_tracked").map(({ event, properties }) => [event, properties]),
      [
        ["Early", { price: 12.5 }],
        ["Later", undefined],
      ],
    );
    assert.deepEqual(only(known, "identified"), [], "nobody is named without consent");
    assert.equal(sent.filter(({ type }) => type === "identify").length, 0);
    await page.evaluate(() => {
      for (const odd of [[], ["nothing"], ["event"], ["consent"], [null], ["identify", 7n]])
        window.tandem(...odd);
    });
    await until(intake, ({ since }) => since.malformed === 1, "an event without a name");
    // The console says that the nameless event was refused; nothing is thrown.
    assert.equal(faults.filter((fault) => !/status of 400/.test(fault)).length, 0, faults.join());
    await close();
  });

  it("sees a page again that comes back from the browser's memory, and one in another tab", async () => {
    const { context, page, tells, hasScript, close } = await website.arrive();
    await page.goto("/products");
    await hasScript();
    const other = await context.newPage();
    await other.goto("/about");
    await tells((all) => paths(all).length === 2, "both tabs");
    await page.evaluate(() =>
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })),
    );
    const known = await tells((all) => paths(all).length === 3, "and again");
    assert.equal(paths(known)[2], "/products");
    await close();
  });

  it("counts a page whose reader has no scripts, by a picture", async () => {
    const { page, tells, close } = await website.arrive({ javaScriptEnabled: false });
    await page.goto("/about");
    const known = await tells((all) => paths(all).length === 1, "the picture");
    assert.deepEqual(paths(known), ["/about"]);
    await close();
  });

  it("is counted by what became of its messages", async () => {
    const { since } = await until(intake, ({ waiting }) => waiting === 0, "all taken");
    assert.ok(since.taken > 0);
    assert.equal(since.malformed, 1, "only the event without a name");
    assert.equal(since.unknown_key, 0);
    assert.equal(since.clock_off, 0);
  });
});
