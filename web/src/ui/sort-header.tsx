import type { ReactNode } from "react";
import { nextSort, type Sort } from "../lib/filters/sort";
import { useHint } from "./hint";
import classes from "./sort-header.module.css";

interface Props<Column extends string> {
  column: Column;
  sort: Sort<Column>;
  onSort: (sort: Sort<Column>) => void;
  definition?: ReactNode;
  /** Text sorts from A first; figures from the largest. */
  text?: boolean;
  className?: string;
  children: ReactNode;
  /** Drawn under the heading, such as the scale of the column. */
  below?: ReactNode;
}

/** A column heading that sorts its table and carries the column's definition. */
export function SortHeader<Column extends string>(props: Props<Column>) {
  const { column, sort, onSort, definition, text = false, className, children, below } = props;
  const active = sort.column === column;
  const hint = useHint(definition);
  return (
    <th
      scope="col"
      role="columnheader"
      aria-sort={active ? (sort.descending ? "descending" : "ascending") : "none"}
      className={className}
    >
      <button
        type="button"
        className={classes.button}
        data-active={active || undefined}
        onClick={() => onSort(nextSort(sort, column, text))}
        {...hint}
      >
        <span className={definition ? classes.defined : undefined}>{children}</span>
        <svg viewBox="0 0 8 8" width="8" height="8" aria-hidden="true" className={classes.arrow}>
          <path
            d={active && !sort.descending ? "M4 1.5 7 6H1Z" : "M4 6.5 1 2h6Z"}
            fill="currentColor"
          />
        </svg>
      </button>
      {below}
    </th>
  );
}
