import { expect, it } from "vitest";
import { readWebhookSearch } from "./webhook-search";

it("keeps what an address may hold, and nothing else", () => {
  expect(readWebhookSearch({ of: "123456789012345678", state: "dead" })).toEqual({
    of: "123456789012345678",
    state: "dead",
  });
  expect(readWebhookSearch({ of: "../members", state: "alive", more: 1 })).toEqual({});
  expect(readWebhookSearch({})).toEqual({});
});
