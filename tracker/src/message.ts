import { random } from "./device";
import { id, memory } from "./identity";
import { page } from "./page";
import { send } from "./transport";

/** The format is in docs/tracking.md; `more` is what is peculiar to the type. */
export const message = (type: string, more?: object) =>
  send({
    type,
    messageId: random(),
    anonymousId: id,
    timestamp: new Date(),
    context: { page, locale: navigator.language, ...memory.touches },
    ...more,
  });

export const track = (event: string, properties?: object) =>
  message("track", { event, properties });
