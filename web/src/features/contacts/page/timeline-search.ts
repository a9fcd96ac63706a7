import { type Group, groups } from "../queries";

/** What the timeline is narrowed to, as the address holds it. */
export interface TimelineSearch {
  /** Groups with commas between; all when absent. */
  only?: string;
}

export function groupsOf(text: unknown): Group[] {
  const names = typeof text === "string" ? text.split(",") : [];
  return groups.filter((group) => names.includes(group));
}

export function readTimelineSearch(raw: Record<string, unknown>): TimelineSearch {
  const only = groupsOf(raw.only);
  return only.length > 0 ? { only: only.join(",") } : {};
}
