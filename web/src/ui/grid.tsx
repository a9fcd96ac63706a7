import { type CSSProperties, type ReactNode, useRef } from "react";
import classes from "./grid.module.css";
import { useHint } from "./hint";
import { useGridKeys } from "./use-grid-keys";

interface GridProps {
  /** What the table shows, for those who cannot see it. */
  label: string;
  className?: string;
  children: ReactNode;
}

/**
 * A table of figures. It scrolls sideways inside its own box with the first column staying in view, and its cells are
 * walked with the arrow keys.
 */
export function Grid({ label, className, children }: GridProps) {
  const grid = useRef<HTMLTableElement>(null);
  useGridKeys(grid);
  return (
    <div className={classes.scroll}>
      <table
        ref={grid}
        role="grid"
        aria-label={label}
        className={`${classes.grid} ${className ?? ""}`}
      >
        {children}
      </table>
    </div>
  );
}

interface CellProps {
  hint?: ReactNode;
  className?: string;
  style?: CSSProperties;
  children?: ReactNode;
}

/** A figure, right-aligned, with its hint. */
export function Cell({ hint, className, style, children }: CellProps) {
  const props = useHint(hint);
  return (
    <td role="gridcell" tabIndex={-1} className={className} style={style} {...props}>
      {children}
    </td>
  );
}

/** The name of a row. */
export function RowHeader({ hint, className, children }: CellProps) {
  const props = useHint(hint);
  return (
    <th scope="row" role="rowheader" tabIndex={-1} className={className} {...props}>
      {children}
    </th>
  );
}

/** A row; the role is explicit because some tables change their CSS display on narrow screens. */
export function Row({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <tr role="row" className={className}>
      {children}
    </tr>
  );
}
