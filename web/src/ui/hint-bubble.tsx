import { type ReactNode, use, useEffect, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { HintContext } from "./hint-context";
import classes from "./hint.module.css";

const bubbleId = "hint";
const gap = 6;
const margin = 8;

interface Props {
  anchor: HTMLElement;
  content: ReactNode;
  onClose: () => void;
}

/** The bubble itself: above its anchor where there is room, else below, always inside the window. */
export function HintBubble({ anchor, content, onClose }: Props) {
  const { keep, close } = use(HintContext);
  const bubble = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    anchor.setAttribute("aria-describedby", bubbleId);
    return () => anchor.removeAttribute("aria-describedby");
  }, [anchor]);

  useLayoutEffect(() => {
    if (bubble.current) place(bubble.current, anchor);
  }, [anchor, content]);

  useEffect(() => {
    const follow = () => {
      if (!anchor.isConnected || !isVisible(anchor)) onClose();
      else if (bubble.current) place(bubble.current, anchor);
    };
    window.addEventListener("scroll", follow, { capture: true, passive: true });
    window.addEventListener("resize", follow);
    return () => {
      window.removeEventListener("scroll", follow, { capture: true });
      window.removeEventListener("resize", follow);
    };
  }, [anchor, onClose]);

  return createPortal(
    <div
      ref={bubble}
      id={bubbleId}
      role="tooltip"
      className={classes.bubble}
      onPointerEnter={keep}
      onPointerLeave={() => close(false)}
    >
      {content}
    </div>,
    document.body,
  );
}

function isVisible(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}

function place(bubble: HTMLElement, anchor: HTMLElement): void {
  const target = anchor.getBoundingClientRect();
  const { width, height } = bubble.getBoundingClientRect();
  const roomRight = document.documentElement.clientWidth - width - margin;
  const left = Math.max(margin, Math.min(target.left + target.width / 2 - width / 2, roomRight));
  const above = target.top - height - gap;
  bubble.style.left = `${Math.round(left)}px`;
  bubble.style.top = `${Math.round(above >= margin ? above : target.bottom + gap)}px`;
}
