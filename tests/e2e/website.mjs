// A website that embeds the tracking script, served from another origin than Tandem's, and its visitors.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { launch, reader, stranger } from "./browser.mjs";
import { serveEmpty } from "./tandem.mjs";
import { visits } from "./visits.mjs";

const host = "www.shop.localhost"; // browsers look for it on this machine
const early = `<script>window.tandem = window.tandem || function () { (tandem.q = tandem.q || []).push(arguments) }</script>`;

const pages = {
  "/": `<h1>Home</h1><a id="next" href="/products">Products</a><div style="height: 4000px"></div>`,
  "/products": `<h1>Products</h1><a id="next" href="/products/one">One</a>`,
  "/products/one": `<h1>One</h1><a id="next" href="/about">About</a>`,
  "/about": `<h1>About</h1><a id="next" href="/quote">Quote</a>`,
  "/quote": `<h1>Quote</h1>
    <form data-tandem-form="quote" action="/thanks">
      <input name="name"><input name="colour" type="checkbox" value="red"><input name="colour" type="checkbox" value="blue">
      <input name="secret" type="password"><input name="card" autocomplete="cc-number">
      <input name="private" data-tandem-ignore><input name="file" type="file">
      <button name="send">Send</button>
    </form>
    <form id="plain" action="/thanks"><input name="query"><button name="search">Search</button></form>`,
  "/thanks": `<h1>Thank you</h1>`,
  "/links": `<h1>Links</h1>
    <a id="file" href="/files/price-list.pdf">Prices</a>
    <a id="marked" href="/export" download>Export</a>
    <a id="out" href="http://elsewhere.localhost:PORT/">Elsewhere</a>
    <a id="mail" href="mailto:ada@example.org">Mail</a>
    <a id="share" data-tandem-share="linkedin" target="_blank" href="http://elsewhere.localhost:PORT/share?u=1"><b>Share</b></a>
    <button id="copy" data-tandem-share="copy">Copy the link</button>`,
  "/app": `<h1>App</h1><script>
      window.go = (path, title, how = "pushState") => { history[how](null, "", path); document.title = title };
      document.title = "Start";
    </script>`,
  "/broken": `<h1>Broken</h1><script>
      window.fetch = () => { throw new Error("the page replaced fetch") };
      navigator.sendBeacon = () => { throw new Error("the page replaced sendBeacon") };
      document.addEventListener("click", () => { throw new Error("the page's own mistake") });
    </script><button id="push" onclick="document.title = 'pushed'">Push</button>`,
};

function answer(request, { script, picture }, port) {
  const { pathname } = new URL(request.url, "http://site");
  if (pathname === "/files/price-list.pdf" || pathname === "/export") {
    return [200, "application/octet-stream", "%PDF-1.4"];
  }
  if (pathname === "/favicon.ico") return [204, "image/x-icon", ""];
  const path = pathname.startsWith("/app") ? "/app" : pathname;
  const body =
    pages[path] ?? (request.headers.host.startsWith("elsewhere") ? "<h1>Elsewhere</h1>" : "");
  const title = path === "/" ? "Home" : path.slice(1);
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${early}${script}</head>
    <body>${body.replaceAll("PORT", port)}${picture}</body></html>`;
  return [body ? 200 : 404, "text/html; charset=utf-8", html];
}

const nothing = { script: "", picture: "" };

async function serveSite(snippet) {
  const http = createServer((request, response) => {
    const elsewhere = request.headers.host.startsWith("elsewhere");
    const [status, type, body] = answer(
      request,
      elsewhere ? nothing : snippet,
      http.address().port,
    );
    response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" }).end(body);
  });
  await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    http.closeAllConnections();
    return new Promise((resolve) => http.close(resolve));
  };
  return { port: http.address().port, stop };
}

/** Asks again until it holds: what a visitor does is on its way to the ledger for a moment. */
export async function until(ask, holds, what) {
  const end = Date.now() + 10_000;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    assert.ok(Date.now() < end, `${what}: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Tandem, a website with its script, and a member who looks. */
export async function openWebsite() {
  const [browser, server] = await Promise.all([launch(), serveEmpty()]);
  const member = await reader(browser, server);
  const api = member.context.request;
  const make = async (what, data) => {
    const made = await api.post(`/api/v1/${what}`, { data, headers: { Origin: server.url } });
    assert.ok(made.ok(), await made.text());
    return made.json();
  };
  const { key } = await make("write_keys", { name: "Shop" });
  const newContact = async (first_name) => (await make("contacts", { first_name })).id;
  const script = `<script async src="${server.url}/t.js" data-key="${key}"></script>`;
  const picture = `<noscript><img src="${server.url}/e.gif?key=${key}" alt="" referrerpolicy="no-referrer-when-downgrade"></noscript>`;
  const site = await serveSite({ script, picture });
  let visitors = 0;

  /** Somebody whom nobody has seen before: by what the browser calls itself, and with nothing stored. */
  const arrive = async (options = {}) => {
    const { scripted = () => undefined, ...others } = options;
    visitors += 1;
    const since = Date.now();
    const visitor = await stranger(browser, server, {
      baseURL: `http://${host}:${site.port}`,
      userAgent: `Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.${visitors}`,
      ...others,
    });
    await scripted(visitor.context);
    const { context, page } = visitor;
    /** Every message that left the browser, whatever became of it. */
    const sent = [];
    context.on("request", (request) => {
      if (request.url() !== `${server.url}/e` || request.method() !== "POST") return;
      sent.push(...JSON.parse(request.postData() ?? '{"batch":[]}').batch);
    });
    const contact = await newContact(`Visitor ${visitors}`);
    /** What the ledger knows of this visitor, oldest first: read from the timeline of a contact made the visitor's. */
    const timeline = async () => {
      await visits(server).claim(contact, since);
      const asked = await api.get(`/api/v1/contacts/${contact}/activities?only=website&limit=200`);
      assert.equal(asked.status(), 200, await asked.text());
      return (await asked.json()).entries;
    };
    const known = async () =>
      (await timeline())
        .flatMap(({ visit, activity }) => visit?.activities ?? [activity])
        .reverse();
    /** Seconds that pages were looked at. */
    const looked = async () =>
      (await timeline()).reduce((sum, { visit }) => sum + (visit?.engaged_seconds ?? 0), 0);
    const tells = (holds, what) => until(known, holds, what);
    const stored = async () => ({
      cookies: (await context.cookies()).map(({ name }) => name),
      local: await page.evaluate(() => Object.keys(localStorage)),
      session: await page.evaluate(() => Object.keys(sessionStorage)),
    });
    const hasScript = () => page.waitForFunction(() => window.tandem?.ready);
    return {
      ...visitor,
      sent,
      known,
      looked,
      tells,
      stored,
      hasScript,
      tandem: (...call) => page.evaluate((given) => window.tandem(...given), call),
    };
  };

  const stop = async () => {
    await browser.close();
    await site.stop();
    await server.stop();
  };
  return {
    server,
    api,
    key,
    arrive,
    stop,
    host,
    port: site.port,
    domain: `http://${host}:${site.port}`,
  };
}

/** Of these kinds, or of that one. */
export const only = (activities, ...kinds) => activities.filter(({ kind }) => kinds.includes(kind));
export const paths = (activities) =>
  only(activities, "page_viewed").map(({ detail }) => {
    const { pathname, search, hash } = new URL(detail.url);
    return pathname + search + hash;
  });
