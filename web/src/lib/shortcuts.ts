import { useEffect, useRef } from "react";

export const storageKey = "tandem.shortcuts";
export const pause = 1200; // ms in which the second key of "g f" must come

/** Single keys can be switched off, because they get in the way of speech input (WCAG 2.1.4). */
export function readEnabled(): boolean {
  try {
    return localStorage.getItem(storageKey) !== "off";
  } catch {
    return true;
  }
}

/** In a field letters are text; in a dialog or an open list they belong to it. */
export function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input:not([type="radio"]), textarea, select, [contenteditable], [role="dialog"], [role="listbox"]',
    ) !== null
  );
}

/** Keys that do something on one screen only, by their letter; not the second one of "g c". */
export function useScreenKeys(actions: Record<string, () => void>): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    let goPressedAt = -Infinity;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event))
        return;
      const isSecond = event.timeStamp - goPressedAt < pause;
      goPressedAt = event.key === "g" ? event.timeStamp : -Infinity;
      const action = latest.current[event.key];
      if (!action || isSecond || !readEnabled()) return;
      event.preventDefault(); // the letter would land in the field that the key leads to
      action();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
