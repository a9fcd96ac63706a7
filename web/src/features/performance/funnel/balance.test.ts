import { describe, expect, it } from "vitest";
import type { FunnelStage } from "../../../lib/api/answers";
import { share } from "../share";
import { balanceOf } from "./balance";

const stage = (
  name: FunnelStage["stage"],
  owner: FunnelStage["owner"],
  reached: number,
  current: number,
): FunnelStage => ({
  stage: name,
  owner,
  reached,
  recorded: reached,
  current,
  conversion: null,
  median_days: null,
});

describe("balanceOf", () => {
  it("counts whose turn it is, customers excepted", () => {
    const stages = [
      stage("visitor", "marketing", 100, 40),
      stage("lead", "marketing", 60, 20),
      stage("mql", "marketing", 40, 10),
      stage("sql", "sales", 30, 5),
      stage("opportunity", "sales", 25, 15),
      stage("customer", "sales", 10, 10),
    ];
    expect(balanceOf(stages)).toEqual({
      contacts: 100,
      customers: 10,
      withMarketing: 70,
      withSales: 20,
    });
  });

  it("is all zero without contacts", () => {
    expect(balanceOf([])).toEqual({ contacts: 0, customers: 0, withMarketing: 0, withSales: 0 });
  });
});

describe("share", () => {
  it("of nothing is nothing, not zero", () => {
    expect(share(0, 0)).toBeNull();
    expect(share(1, 4)).toBe(0.25);
  });
});
