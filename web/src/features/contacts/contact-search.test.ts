import { describe, expect, it } from "vitest";
import {
  asRequest,
  exportPath,
  isNarrowed,
  readContactSearch,
  sameQuery,
  shownColumns,
} from "./contact-search";

describe("the contact list in the address", () => {
  it("is read", () => {
    const address = {
      search: "élo",
      stage: "mql,sql",
      owner: "me",
      seen: "7",
      sort: "name",
      view: "12",
    };
    expect(readContactSearch(address)).toEqual(address);
    expect(readContactSearch({ origin: "" })).toEqual({ origin: "" });
  });

  it("drops what is not valid and puts days in order", () => {
    expect(
      readContactSearch({
        search: "",
        stage: "vip",
        owner: "jade",
        seen: "0",
        sort: "email",
        view: "x",
      }),
    ).toEqual({});
    expect(readContactSearch({ from: "2026-03-01", to: "2026-02-01" })).toEqual({
      from: "2026-02-01",
      to: "2026-03-01",
    });
  });

  it("is asked as the server wants it", () =>
    expect(
      asRequest({ stage: "mql,sql", seen: "7", columns: "email", view: "1", sort: "name" }),
    ).toEqual({
      stage: ["mql", "sql"],
      seen: 7,
      sort: "name",
    }));

  it("is a file of the same contacts", () => {
    expect(exportPath({ columns: "email" })).toBe("/api/v1/contacts.csv");
    expect(exportPath({ search: "a&b", stage: "mql,sql", seen: "7", sort: "name" })).toBe(
      "/api/v1/contacts.csv?search=a%26b&sort=name&stage=mql&stage=sql&seen=7",
    );
  });

  it("is the same whichever view it began as", () => {
    expect(sameQuery({ owner: "me", sort: "name", view: "1" }, { sort: "name", owner: "me" })).toBe(
      true,
    );
    expect(sameQuery({ owner: "me" }, { owner: "none" })).toBe(false);
  });

  it("knows whether it leaves anybody out", () => {
    expect(isNarrowed({ sort: "name", columns: "email", view: "1" })).toBe(false);
    expect(isNarrowed({ origin: "" })).toBe(true);
  });

  it("shows the columns that are known, in their order", () => {
    expect(shownColumns({ columns: "stage,colour,email" }, [])).toEqual(["email", "stage"]);
    expect(shownColumns({}, ["phone"])).toEqual(["phone"]);
  });
});
