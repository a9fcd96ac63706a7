import { describe, expect, it } from "vitest";
import { parseSearch, stringifySearch } from "./address";
import { filterSpan, isFiltered, keepFilters, readFilters } from "./filters";
import { addDays, endOfMonth, isDay, presetSpan, today } from "./period";
import { nextSort, readSort, sortRows, writeSort } from "./sort";

describe("days", () => {
  it.each([
    ["2024-02-29", true],
    ["2023-02-29", false],
    ["2023-13-01", false],
    ["23-01-01", false],
    [20230101, false],
  ])("%s exists: %s", (day, expected) => expect(isDay(day)).toBe(expected));

  it("are those of the company, not of the reader", () => {
    const instant = new Date("2026-03-31T22:30:00Z");
    expect(today("Europe/Paris", instant)).toBe("2026-04-01");
    expect(today("America/Montreal", instant)).toBe("2026-03-31");
  });

  it("cross months and leap years", () => {
    expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
    expect(endOfMonth("2024-02")).toBe("2024-02-29");
    expect(endOfMonth("2023-12")).toBe("2023-12-31");
  });
});

describe("presets", () => {
  it.each([
    ["30d", "2026-03-01", "2026-01-31"],
    ["90d", "2026-03-31", "2026-01-01"],
    ["quarter", "2026-06-30", "2026-04-01"],
    ["quarter", "2026-12-01", "2026-10-01"],
    ["year", "2026-11-23", "2026-01-01"],
  ] as const)("%s on %s starts on %s", (preset, now, from) =>
    expect(presetSpan(preset, now)).toEqual({ from, to: now }),
  );
});

describe("filters in the address", () => {
  it("survive the way there and back", () => {
    const filters = { from: "2018-01-01", to: "2018-03-31", origin: "paid & search" };
    expect(readFilters(parseSearch(stringifySearch(filters)))).toEqual(filters);
    expect(readFilters(parseSearch("?origin="))).toEqual({ origin: "" });
  });

  it("drop what is not valid and put days in order", () => {
    expect(readFilters({ period: "century", from: "yesterday", origin: 3 })).toEqual({});
    expect(readFilters({ from: "2018-03-31", to: "2018-01-01" })).toEqual({
      from: "2018-01-01",
      to: "2018-03-31",
    });
  });

  it("prefer days to a preset", () => {
    expect(readFilters({ period: "30d", from: "2018-01-01" })).toEqual({ from: "2018-01-01" });
  });

  it("leave the rest of a screen's parameters behind", () => {
    const search = { period: "year" as const, sort: "-customers" };
    expect(keepFilters(search)).toEqual({ period: "year" });
  });

  it("know what they stand for", () => {
    expect(filterSpan({ period: "30d" }, "2026-03-01")).toEqual({
      from: "2026-01-31",
      to: "2026-03-01",
    });
    expect(filterSpan({}, "2026-03-01")).toEqual({ from: undefined, to: undefined });
    expect(isFiltered({})).toBe(false);
    expect(isFiltered({ origin: "" })).toBe(true);
  });
});

describe("sorting", () => {
  const columns = ["name", "customers"] as const;

  it("is read and written", () => {
    expect(readSort("-customers", columns)).toEqual({ column: "customers", descending: true });
    expect(readSort("-password", columns)).toBeUndefined();
    expect(writeSort({ column: "name", descending: false })).toBe("name");
  });

  it("turns round on the second click", () => {
    const first = nextSort({ column: "name", descending: false }, "customers", false);
    expect(first).toEqual({ column: "customers", descending: true });
    expect(nextSort(first, "customers", false).descending).toBe(false);
  });

  it("puts rows without a value last, both ways", () => {
    const rows = [{ v: null }, { v: 1 }, { v: 3 }];
    expect(sortRows(rows, (row) => row.v, true, "en").map((row) => row.v)).toEqual([3, 1, null]);
    expect(sortRows(rows, (row) => row.v, false, "en").map((row) => row.v)).toEqual([1, 3, null]);
  });

  it("orders text as the reader's language does", () => {
    const rows = ["zèbre", "école", "Eté"];
    expect(sortRows(rows, (row) => row, false, "fr")).toEqual(["école", "Eté", "zèbre"]);
  });
});
