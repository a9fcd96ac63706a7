import { describe, expect, it } from "vitest";
import type { Activity, TimelineEntry, Visit } from "../../../lib/api/answers";
import { byDay, joinPages } from "./entries";

const page = (at: string): Activity => ({
  id: at,
  kind: "page_viewed",
  at,
  member_id: null,
  member_name: null,
  deal_id: null,
  deal_name: null,
  owner_name: null,
  import_id: null,
  visitor_id: "1",
  detail: {},
});

const visit = (ats: string[], more: Partial<Visit> = {}): TimelineEntry => ({
  activity: null,
  visit: {
    visitor_id: "1",
    began_at: ats.at(-1) ?? "",
    ended_at: ats[0] ?? "",
    landing_url: "/start",
    referrer: "",
    campaign: "",
    pages: ats.length,
    engaged_seconds: 5,
    goes_on: false,
    activities: ats.map(page),
    ...more,
  },
});

const alone = (at: string): TimelineEntry => ({ visit: null, activity: page(at) });

describe("the pages of a timeline", () => {
  it("are joined where one cut a visit in two", () => {
    const pages = [
      { entries: [visit(["t9", "t8"], { goes_on: true, landing_url: "" })] },
      { entries: [alone("t7"), visit(["t6"], { goes_on: true, landing_url: "" })] },
      { entries: [visit(["t5"]), visit(["t1"])] },
    ];
    const joined = joinPages(pages);
    expect(
      joined.map(({ visit: v, activity }) => v?.activities.map(({ id }) => id) ?? activity?.id),
    ).toEqual([["t9", "t8", "t6", "t5"], "t7", ["t1"]]);
    expect(joined[0]?.visit).toMatchObject({
      began_at: "t5",
      ended_at: "t9",
      landing_url: "/start",
      pages: 4,
      engaged_seconds: 15,
      goes_on: false,
    });
    expect(joinPages(pages)).toEqual(joined); // the pages themselves are left as they were
  });

  it("keep the visits of two visitors apart", () => {
    const joined = joinPages([
      { entries: [visit(["t9"], { goes_on: true })] },
      { entries: [visit(["t8"], { visitor_id: "2" })] },
    ]);
    expect(joined).toHaveLength(2);
  });
});

describe("days of a timeline", () => {
  it("are those of the company", () => {
    const entries = [alone("2026-03-02T02:00:00Z"), alone("2026-03-01T22:00:00Z")];
    expect(byDay(entries, "UTC").map(({ day }) => day)).toEqual(["2026-03-02", "2026-03-01"]);
    expect(byDay(entries, "America/Toronto")).toEqual([{ day: "2026-03-01", entries }]);
  });
});
