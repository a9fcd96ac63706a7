import { keep } from "./device";
import { forget, id, memory, remember } from "./identity";
import { message } from "./message";
import { asksForPrivacy } from "./settings";

/** Without consent nobody is named. */
export const identify = (traits: object, userId?: string) =>
  id && message("identify", { traits, userId });

/** A banner may tell what it knows on every page: consent that is known already makes no new record. */
export const consent = (choice: { analytics?: boolean }) => {
  const given = choice.analytics && !asksForPrivacy;
  const text = JSON.stringify(choice);
  if (given) remember();
  if (text != memory.consent) message("consent", { consent: choice });
  memory.consent = text;
  if (given) keep(memory);
  else forget();
};
