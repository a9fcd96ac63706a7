import {
  type FocusEvent,
  type HTMLAttributes,
  type PointerEvent,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { HintContext, type HintControls } from "./hint-context";
import { HintBubble } from "./hint-bubble";

const openDelay = 250; // ms of resting on a figure before its definition appears
const closeDelay = 120; // ms in which the pointer may travel onto the bubble

/**
 * One bubble for all the definitions on the page: thousands of figures may carry a hint without costing thousands of
 * listeners or nodes. It opens on hover, on keyboard focus and on tap, stays while the pointer is on it, and closes
 * with Escape (WCAG 1.4.13).
 */
export function HintProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<{ anchor: HTMLElement; content: ReactNode } | null>(null);
  const timer = useRef(0);

  const later = useCallback((action: () => void, delay: number) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(action, delay);
  }, []);

  const controls = useMemo<HintControls>(
    () => ({
      open: (anchor, content, atOnce) =>
        later(() => setShown({ anchor, content }), atOnce ? 0 : openDelay),
      close: (atOnce) => later(() => setShown(null), atOnce ? 0 : closeDelay),
      keep: () => window.clearTimeout(timer.current),
    }),
    [later],
  );

  useEffect(() => {
    if (!shown) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") setShown(null);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [shown]);

  return (
    <HintContext value={controls}>
      {children}
      {shown && <HintBubble {...shown} onClose={() => setShown(null)} />}
    </HintContext>
  );
}

type HintProps = Pick<
  HTMLAttributes<HTMLElement>,
  "onPointerEnter" | "onPointerLeave" | "onFocus" | "onBlur"
>;

/** What an element needs to carry a hint; spread the result onto it. Without content, nothing. */
export function useHint(content: ReactNode): HintProps {
  const { open, close } = use(HintContext);
  if (content == null || content === "") return {};
  return {
    onPointerEnter: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType !== "touch") open(event.currentTarget, content, false);
    },
    onPointerLeave: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType !== "touch") close(false);
    },
    onFocus: (event: FocusEvent<HTMLElement>) => open(event.currentTarget, content, true),
    onBlur: () => close(true),
  };
}
