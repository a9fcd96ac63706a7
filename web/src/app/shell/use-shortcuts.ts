import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { keepFilters } from "../../lib/filters/filters";
import { isTyping, pause, readEnabled, storageKey } from "../../lib/shortcuts";
import { screens } from "./screens";

export interface Shortcuts {
  enabled: boolean;
  setEnabled: (enabled: boolean) => void;
}

/**
 * "g" then a screen's letter goes there, "?" shows the help. They can be switched off, because keys that act alone get
 * in the way of speech input (WCAG 2.1.4).
 */
export function useShortcuts(onHelp: () => void): Shortcuts {
  const navigate = useNavigate();
  const [enabled, setEnabled] = useState(() => readEnabled());

  useEffect(() => {
    if (!enabled) return;
    let goPressedAt = -Infinity;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event))
        return;
      const screen = screens.find(({ key }) => key === event.key);
      if (event.key === "?") {
        onHelp();
      } else if (screen && event.timeStamp - goPressedAt < pause) {
        void navigate({ to: screen.to, search: keepFilters });
      }
      goPressedAt = event.key === "g" ? event.timeStamp : -Infinity;
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [enabled, navigate, onHelp]);

  const remember = (value: boolean) => {
    setEnabled(value);
    try {
      localStorage.setItem(storageKey, value ? "on" : "off");
    } catch {
      // The choice then lasts until the page is closed.
    }
  };
  return { enabled, setEnabled: remember };
}
