import type { ReactNode } from "react";
import classes from "./key-figure.module.css";
import { Term } from "./term";
import type { Team } from "../lib/stages";

interface Props {
  label: string;
  value: string;
  /** What it is compared with. */
  comparison: string;
  definition: ReactNode;
  team?: Team;
}

/** One large figure with its comparison, and its definition on hover and focus. */
export function KeyFigure({ label, value, comparison, definition, team }: Props) {
  return (
    <div className={classes.figure} data-team={team}>
      <dt>
        <Term definition={definition}>{label}</Term>
      </dt>
      <dd className={classes.value}>{value}</dd>
      <dd className={classes.comparison}>{comparison}</dd>
    </div>
  );
}

export function KeyFigures({ children }: { children: ReactNode }) {
  return <dl className={classes.figures}>{children}</dl>;
}
