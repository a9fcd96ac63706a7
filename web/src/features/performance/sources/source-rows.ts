import type { Source, Sources } from "../../../lib/api/answers";
import { majorUnits } from "../../../lib/format/format";
import { type Sort, sortRows } from "../../../lib/filters/sort";

export const sourceColumns = [
  "origin",
  "leads",
  "customers",
  "conversion",
  "revenue",
  "revenue_per_lead",
] as const;
export type SourceColumn = (typeof sourceColumns)[number];

export function sortSources(
  rows: readonly Source[],
  sort: Sort<SourceColumn>,
  label: (origin: string) => string,
  locale: string,
): Source[] {
  const value = (row: Source): string | number | null => {
    switch (sort.column) {
      case "origin":
        return label(row.origin);
      case "revenue":
        return row.revenue.amount;
      case "revenue_per_lead":
        return row.revenue_per_lead?.amount ?? null;
      case "leads":
      case "customers":
      case "conversion":
        return row[sort.column];
    }
  };
  return sortRows(rows, value, sort.descending, locale);
}

/** The largest value of each drawn column: what its bars and its axis are scaled to. */
export interface Scales {
  leads: number;
  customers: number;
  revenue: number;
  /** The end of the conversion axis, a round share. */
  conversion: number;
}

export function scalesOf({ sources, total }: Sources): Scales {
  const largest = (value: (row: Source) => number) => Math.max(0, ...sources.map(value));
  return {
    leads: largest((row) => row.leads),
    customers: largest((row) => row.customers),
    revenue: largest((row) => majorUnits(row.revenue)),
    conversion: roundUp(Math.max(conversionEnd(sources), total.high ?? 0)),
  };
}

/**
 * Where the conversion axis must reach. A source of a few leads has an interval of half the axis; it may run off the end
 * (its numbers are beside it) rather than squeeze all the others into a corner.
 */
function conversionEnd(sources: readonly Source[]): number {
  const leads = sources.reduce((sum, row) => sum + row.leads, 0);
  const counted = sources.filter((row) => row.leads >= leads / 100);
  return Math.max(
    0,
    ...counted.map((row) => row.high ?? 0),
    ...sources.map((row) => row.conversion ?? 0),
  );
}

/** The next round share that leaves nothing outside. */
export function roundUp(share: number): number {
  const steps = [0.01, 0.02, 0.04, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1];
  return steps.find((step) => step >= share) ?? 1;
}
