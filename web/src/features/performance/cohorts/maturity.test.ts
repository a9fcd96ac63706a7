import { describe, expect, it } from "vitest";
import { isMaturing } from "./maturity";

describe("isMaturing", () => {
  it.each([
    ["2018-02", "2018-05-31", false], // 92 days
    ["2018-03", "2018-05-31", true], // 61 days
    ["2018-01", "2018-05-01", false], // exactly 90 days
    ["2018-01", "2018-04-30", true], // 89 days
    ["2018-05", "2018-05-31", true],
    ["2018-05", null, false],
  ])("%s seen on %s: %s", (month, last, expected) =>
    expect(isMaturing(month, last)).toBe(expected),
  );
});
