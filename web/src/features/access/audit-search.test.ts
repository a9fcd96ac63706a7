import { describe, expect, it } from "vitest";
import { readAuditSearch } from "./audit-search";

describe("the filters of the audit log", () => {
  it("are read from the address", () =>
    expect(readAuditSearch({ by: "0a", only: "signed_in", from: "2026-01-02" })).toEqual({
      by: "0a",
      only: "signed_in",
      from: "2026-01-02",
    }));
  it("drop what is not valid", () =>
    expect(readAuditSearch({ by: "", only: "ate_cake", from: "2026-02-30" })).toEqual({}));
  it("put reversed days in order", () =>
    expect(readAuditSearch({ from: "2026-03-01", to: "2026-02-01" })).toEqual({
      from: "2026-02-01",
      to: "2026-03-01",
    }));
});
