// The page as the visitor sees it: its address, how long it was visible, how far it was scrolled.
import { message, track } from "./message";
import { on, safely } from "./safely";
import { leave } from "./transport";

/** A fragment is a place in the page, unless it begins with / or !, as the routes of some apps do. */
const look = (referrer?: string) => ({
  url: location.href.replace(/#(?![/!]).*/, ""),
  referrer,
  title: document.title,
});

export let page = look(document.referrer);

let seconds = 0; // visible, not yet told
let scroll = 0; // deepest so far, percent

const engaged = () => {
  if (seconds >= 1) track("Page Engaged", { seconds: seconds | 0, scroll });
  seconds = 0;
};

export const view = (referrer = page.referrer) => {
  engaged();
  page = look(referrer);
  scroll = 0;
  message("page");
};

/**
 * Looked at twice a second, so that nothing of the page's own has to be replaced to hear of its moves: a single-page app
 * that changes the address has another page. Counting looks counts no time in which the computer sleeps.
 */
const watch = safely(() => {
  if (!document.hidden) seconds += 0.5;
  if (look().url != page.url) view(page.url);
  const seen = (scrollY + innerHeight) / document.documentElement.scrollHeight;
  scroll = Math.max(scroll, Math.min(100, (100 * seen) | 0));
});

export const watchPage = () => {
  setInterval(watch, 500);
  on("visibilitychange", () => {
    watch();
    engaged();
    leave();
  });
  // Back from the browser's memory: the page is seen again.
  on("pageshow", (event) => event.persisted && view());
};
