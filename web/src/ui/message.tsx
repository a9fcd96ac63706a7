import type { ReactNode } from "react";
import classes from "./message.module.css";

interface Props {
  title: string;
  /** "alert" is read out at once: for what went wrong. */
  role?: "alert" | "status";
  children: ReactNode;
}

/** What stands in the place of figures that cannot be shown: why, and what to do. */
export function Message({ title, role, children }: Props) {
  return (
    <section className={classes.message} role={role}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
