// Who this browser is, and where it came from. Both are known only with consent: `id` is the one gate for everything
// that is kept or that names somebody.
import { campaign } from "./campaign";
import { keep, kept, random, readCookie, writeCookie } from "./device";
import { page } from "./page";
import { send } from "./transport";

interface Memory {
  touches?: { first: object; last: object };
  consent?: string; // the choice, as JSON
  queue?: object[]; // messages that could not be sent
}

const lifetime = 34128e3; // seconds, 13 months; never prolonged by later visits

export let id: string | undefined;
export let memory: Memory = {};

const landing = { ...page, at: new Date() };

/**
 * The last touch is the newest page that was reached from elsewhere: who comes back by hand keeps the one before.
 */
export const remember = () => {
  id = readCookie();
  if (!id) writeCookie((id = random()), lifetime);
  memory = { touches: { first: landing, last: landing }, queue: [], ...kept() };
  if (
    campaign.test(landing.url) ||
    !landing.referrer!.startsWith(landing.referrer! && location.origin)
  )
    memory.touches!.last = landing;
  send(...memory.queue!);
  memory.queue = [];
  keep(memory);
};

export const forget = () => {
  id = undefined;
  memory = {};
  writeCookie(0, 0);
  keep();
};
