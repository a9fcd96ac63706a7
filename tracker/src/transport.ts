// Messages on their way, one batch after the other. What could not be sent waits: in memory, and with consent also on
// the device, so that it survives the page. A message keeps its messageId, so that sending it twice is harmless.
import { keep } from "./device";
import { id, memory } from "./identity";
import { on } from "./safely";
import { endpoint, key } from "./settings";

const mostWaiting = 99; // messages; what comes then is dropped

let queue: object[] = [];
let batch: object[] = []; // the first of the queue: on their way, or waiting for another try
let failures = 0; // in a row
let wake: () => void;

const rest = () => queue.slice(batch.length);

const body = (batch: object[]) => JSON.stringify({ writeKey: key, sentAt: new Date(), batch });

/** After a failure it waits for 1, 2, 4 … seconds and a little, so that not all visitors come back at once. */
const pause = () =>
  new Promise<void>((go) => setTimeout((wake = go), 1e3 * (2 ** failures++ + Math.random())));

const sendAll = async () => {
  if (batch[0]) return;
  while ((batch = queue)[0])
    try {
      // It outlives its page. Browsers refuse that to what is large, which then goes without.
      const sent = await fetch(endpoint, {
        method: "POST",
        body: body(batch),
        keepalive: !failures,
      });
      if (sent.status > 428) throw 0;
      // What the server took, or never will.
      queue = rest();
      failures = 0;
    } catch {
      await pause();
    }
};

export const send = (...messages: object[]) => {
  queue = [...queue, ...messages].slice(0, mostWaiting);
  sendAll();
};

/** The page may end at any moment: what has not been tried is handed to the browser, what failed is kept. */
export const leave = () => {
  if (rest()[0]) navigator.sendBeacon(endpoint, body(rest()));
  memory.queue = failures ? queue : [];
  if (id) keep(memory);
};

export const watchNetwork = () => on("online", () => wake());
