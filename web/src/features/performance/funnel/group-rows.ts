import type { FunnelGroup } from "../../../lib/api/answers";
import { type Sort, sortRows } from "../../../lib/filters/sort";
import { type Stage, stages } from "../../../lib/stages";
import { share } from "../share";

export const groupColumns = ["group", ...stages, "won"] as const;
export type GroupColumn = (typeof groupColumns)[number];

export interface GroupRow {
  key: string;
  label: string;
  contacts: number;
  reached: Record<Stage, number>;
  /** Customers as a share of the contacts. */
  won: number | null;
}

export function groupRows(
  groups: readonly FunnelGroup[],
  label: (key: string) => string,
): GroupRow[] {
  return groups.map(({ key, contacts, stages: counted }) => {
    const reached = Object.fromEntries(
      stages.map((name) => [name, counted.find((stage) => stage.stage === name)?.reached ?? 0]),
    ) as Record<Stage, number>;
    return { key, label: label(key), contacts, reached, won: share(reached.customer, contacts) };
  });
}

export function sortGroups(
  rows: readonly GroupRow[],
  sort: Sort<GroupColumn>,
  locale: string,
): GroupRow[] {
  const value = (row: GroupRow) => {
    if (sort.column === "group") return row.label;
    return sort.column === "won" ? row.won : row.reached[sort.column];
  };
  return sortRows(rows, value, sort.descending, locale);
}
