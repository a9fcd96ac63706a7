import type { Delivery } from "../../lib/api/answers";

const states: readonly Delivery["state"][] = ["pending", "delivered", "dead"];

/** Of which webhook the deliveries are shown, and which of them; as the address holds it. */
export interface WebhookSearch {
  of?: string;
  state?: Delivery["state"];
}

export function readWebhookSearch(raw: Record<string, unknown>): WebhookSearch {
  const search: WebhookSearch = {};
  if (typeof raw.of === "string" && /^\d+$/.test(raw.of)) search.of = raw.of;
  const state = states.find((each) => each === raw.state);
  if (state) search.state = state;
  return search;
}

export const deliveryStates = states;
