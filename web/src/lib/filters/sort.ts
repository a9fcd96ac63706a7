/** A column and a direction, written "customers" or "-customers" (descending) in the address bar. */
export interface Sort<Column extends string> {
  column: Column;
  descending: boolean;
}

export function readSort<Column extends string>(
  raw: unknown,
  columns: readonly Column[],
): Sort<Column> | undefined {
  if (typeof raw !== "string") return undefined;
  const descending = raw.startsWith("-");
  const column = columns.find((name) => name === (descending ? raw.slice(1) : raw));
  return column && { column, descending };
}

export function writeSort<Column extends string>(sort: Sort<Column>): string {
  return (sort.descending ? "-" : "") + sort.column;
}

/** What a click on a column's heading asks for: that column, largest first; a second click turns it round. */
export function nextSort<Column extends string>(
  current: Sort<Column>,
  column: Column,
  textColumn: boolean,
): Sort<Column> {
  if (current.column === column) return { column, descending: !current.descending };
  return { column, descending: !textColumn };
}

/** Sorts by number or text; rows without a value come last in either direction; equal rows keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => number | string | null,
  descending: boolean,
  locale: string,
): Row[] {
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  const sign = descending ? -1 : 1;
  return rows.toSorted((left, right) => {
    const a = value(left);
    const b = value(right);
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === "string" && typeof b === "string") return sign * collator.compare(a, b);
    return sign * (Number(a) - Number(b));
  });
}
