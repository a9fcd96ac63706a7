import type { TimelineEntry, TimelinePage, Visit } from "../../../lib/api/answers";

/** A day of a timeline, newest first. */
export interface Day {
  day: string;
  entries: TimelineEntry[];
}

/**
 * The entries of several pages as one list. A visit that a page's end cut in two is put together again: what was read
 * first is its newer part, and its beginning, which knows where it came from, is in the next page.
 */
export function joinPages(pages: readonly Pick<TimelinePage, "entries">[]): TimelineEntry[] {
  const joined: TimelineEntry[] = [];
  const cut = new Map<string, Visit>(); // by visitor, whose beginning is yet to come
  for (const entry of pages.flatMap((page) => page.entries)) {
    const { visit } = entry;
    const newer = visit && cut.get(visit.visitor_id);
    if (visit && newer) {
      Object.assign(newer, {
        began_at: visit.began_at,
        landing_url: visit.landing_url,
        referrer: visit.referrer,
        campaign: visit.campaign,
        pages: newer.pages + visit.pages,
        engaged_seconds: newer.engaged_seconds + visit.engaged_seconds,
        goes_on: visit.goes_on,
        activities: [...newer.activities, ...visit.activities],
      });
      if (!visit.goes_on) cut.delete(visit.visitor_id);
      continue;
    }
    if (!visit) {
      joined.push(entry);
      continue;
    }
    const own = { ...visit };
    if (own.goes_on) cut.set(own.visitor_id, own);
    joined.push({ activity: null, visit: own });
  }
  return joined;
}

/** When an entry stands in the timeline: a visit at its end. */
export function timeOf({ visit, activity }: TimelineEntry): string {
  return visit?.ended_at ?? activity?.at ?? "";
}

/** By the days of the company's time zone. */
export function byDay(entries: readonly TimelineEntry[], timeZone: string): Day[] {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  const days: Day[] = [];
  for (const entry of entries) {
    const day = format.format(new Date(timeOf(entry)));
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
