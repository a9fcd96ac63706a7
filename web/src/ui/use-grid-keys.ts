import { type RefObject, useEffect, useLayoutEffect } from "react";

const cellSelector = '[role="gridcell"],[role="rowheader"]';

/**
 * Makes the figures of a table with role="grid" reachable from the keyboard as one tab stop: arrows move between its
 * cells, Home and End within a row, with Ctrl to the corners.
 */
export function useGridKeys(grid: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const cells = grid.current?.querySelectorAll<HTMLElement>(cellSelector) ?? [];
    if (![...cells].some((cell) => cell.tabIndex === 0)) cells[0]?.setAttribute("tabindex", "0");
  });

  useEffect(() => {
    const table = grid.current;
    if (!table) return;

    const onFocus = ({ target }: FocusEvent) => {
      const cell = target instanceof HTMLElement && target.closest<HTMLElement>(cellSelector);
      if (!cell) return;
      for (const other of table.querySelectorAll(`:is(${cellSelector})[tabindex="0"]`)) {
        other.setAttribute("tabindex", "-1");
      }
      cell.setAttribute("tabindex", "0");
    };

    const onKey = (event: KeyboardEvent) => {
      const here = event.target;
      if (!(here instanceof HTMLElement) || !here.matches(cellSelector)) return;
      const rows = [...table.querySelectorAll('[role="row"]')]
        .map((row) => [...row.querySelectorAll<HTMLElement>(cellSelector)])
        .filter((row) => row.length > 0);
      const next = neighbour(rows, here, event);
      if (!next) return;
      event.preventDefault();
      next.focus();
    };

    table.addEventListener("focusin", onFocus);
    table.addEventListener("keydown", onKey);
    return () => {
      table.removeEventListener("focusin", onFocus);
      table.removeEventListener("keydown", onKey);
    };
  }, [grid]);
}

function neighbour<Cell>(
  rows: Cell[][],
  here: Cell,
  { key, ctrlKey }: Pick<KeyboardEvent, "key" | "ctrlKey">,
): Cell | undefined {
  const y = rows.findIndex((row) => row.includes(here));
  const row = rows[y] ?? [];
  const x = row.indexOf(here);
  switch (key) {
    case "ArrowRight":
      return row[x + 1];
    case "ArrowLeft":
      return row[x - 1];
    case "ArrowDown":
      return rows[y + 1]?.[x];
    case "ArrowUp":
      return rows[y - 1]?.[x];
    case "Home":
      return ctrlKey ? rows[0]?.[0] : row[0];
    case "End":
      return ctrlKey ? rows.at(-1)?.at(-1) : row.at(-1);
    default:
      return undefined;
  }
}
