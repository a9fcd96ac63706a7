import { describe, expect, it } from "vitest";
import type { Source } from "../../../lib/api/answers";
import { roundUp, scalesOf, sortSources } from "./source-rows";

const source = (origin: string, leads: number, customers: number, high: number): Source => ({
  origin,
  leads,
  customers,
  conversion: leads ? customers / leads : null,
  low: 0,
  high,
  revenue: { amount: customers * 1000, currency: "EUR" },
  revenue_per_lead: leads ? { amount: (customers * 1000) / leads, currency: "EUR" } : null,
});

describe("sortSources", () => {
  const rows = [
    source("email", 100, 3, 0.08),
    source("(no contact)", 0, 0, 0),
    source("social", 50, 5, 0.2),
  ];
  const order = (column: Parameters<typeof sortSources>[1]["column"], descending: boolean) =>
    sortSources(rows, { column, descending }, (origin) => origin, "en").map((row) => row.origin);

  it("sorts by figures and names", () => {
    expect(order("leads", true)).toEqual(["email", "social", "(no contact)"]);
    expect(order("revenue", true)).toEqual(["social", "email", "(no contact)"]);
    expect(order("origin", false)).toEqual(["(no contact)", "email", "social"]);
  });

  it("keeps rows without a conversion last, both ways", () => {
    expect(order("conversion", true).at(-1)).toBe("(no contact)");
    expect(order("conversion", false).at(-1)).toBe("(no contact)");
  });
});

describe("scales", () => {
  it("are round", () => {
    expect(roundUp(0.123)).toBe(0.15);
    expect(roundUp(0)).toBe(0.01);
    expect(roundUp(1)).toBe(1);
  });

  it("are not squeezed by a source of two leads", () => {
    const sources = [source("social", 5000, 500, 0.12), source("fair", 2, 0, 0.66)];
    const scales = scalesOf({
      sources,
      total: source("total", 5002, 500, 0.11),
      other_revenue: [],
      definitions: {
        leads: "",
        customers: "",
        conversion: "",
        interval: "",
        revenue: "",
        revenue_per_lead: "",
      },
      period: { from: null, to: null },
      as_of: "",
    });
    expect(scales.conversion).toBe(0.15);
    expect(scales.leads).toBe(5000);
  });
});
