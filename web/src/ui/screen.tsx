import { type ReactNode, useEffect } from "react";
import { setPageTitle } from "../lib/page-title";
import classes from "./screen.module.css";

interface Props {
  title: string;
  /** One sentence on what the screen answers. */
  lead?: string;
  children: ReactNode;
}

export function Screen({ title, lead, children }: Props) {
  useEffect(() => {
    setPageTitle(`${title} · Tandem`);
  }, [title]);
  return (
    <div className={classes.screen}>
      <header className={classes.header}>
        <h1 id="screen-title">{title}</h1>
        {lead && <p>{lead}</p>}
      </header>
      {children}
    </div>
  );
}
