import { useState } from "react";
import { type Column, columns, usualColumns } from "../contact-search";

const storageKey = "tandem.contact_columns";

/** The columns that were chosen last in this browser: what a list shows that names none itself. */
export function useUsualColumns(): [readonly Column[], (chosen: readonly Column[]) => void] {
  const [usual, setUsual] = useState(read);
  return [
    usual,
    (chosen) => {
      setUsual(chosen);
      try {
        localStorage.setItem(storageKey, chosen.join(","));
      } catch {
        // The choice then lasts until the page is closed.
      }
    },
  ];
}

function read(): readonly Column[] {
  try {
    const kept = localStorage.getItem(storageKey);
    if (kept === null) return usualColumns;
    const names = kept.split(",");
    return columns.filter((column) => names.includes(column));
  } catch {
    return usualColumns;
  }
}
