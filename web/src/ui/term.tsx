import type { ReactNode } from "react";
import { useHint } from "./hint";
import classes from "./hint.module.css";

/** A word with its definition on hover and focus. */
export function Term({ definition, children }: { definition: ReactNode; children: ReactNode }) {
  const hint = useHint(definition);
  return (
    // The definition is reachable from the keyboard, as it is with the pointer.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <span className={classes.term} tabIndex={0} {...hint}>
      {children}
    </span>
  );
}

/** What a figure's bubble says: what was counted, then how it is defined. */
interface ExplanationProps {
  fact: string;
  definition?: string;
  children?: ReactNode;
}

export function Explanation({ fact, definition, children }: ExplanationProps) {
  return (
    <>
      <p>
        <strong>{fact}</strong>
      </p>
      {definition && <p>{definition}</p>}
      {children && <p>{children}</p>}
    </>
  );
}
