import { type Filters, readFilters } from "../../lib/filters/filters";

/** What the address bar holds on each screen of this room, beside the shared filters. */
export interface FunnelSearch extends Filters {
  by?: Grouping;
  sort?: string;
  /** "all": every row of the table, not only its first twenty. */
  rows?: "all";
}

export interface SourcesSearch extends Filters {
  sort?: string;
}

export const groupings = ["origin", "landing_page"] as const;
export type Grouping = (typeof groupings)[number];

type Raw = Record<string, unknown>;

export function readFunnelSearch(raw: Raw): FunnelSearch {
  const search: FunnelSearch = readFilters(raw);
  const by = groupings.find((grouping) => grouping === raw.by);
  if (!by) return search;
  search.by = by;
  if (typeof raw.sort === "string") search.sort = raw.sort;
  if (raw.rows === "all") search.rows = "all";
  return search;
}

export function readSourcesSearch(raw: Raw): SourcesSearch {
  const search: SourcesSearch = readFilters(raw);
  if (typeof raw.sort === "string") search.sort = raw.sort;
  return search;
}
