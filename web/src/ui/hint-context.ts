import { createContext, type ReactNode } from "react";

export interface HintControls {
  open: (anchor: HTMLElement, content: ReactNode, atOnce: boolean) => void;
  close: (atOnce: boolean) => void;
  /** Cancels a pending close: the pointer has reached the bubble. */
  keep: () => void;
}

export const HintContext = createContext<HintControls>({
  open: () => undefined,
  close: () => undefined,
  keep: () => undefined,
});
