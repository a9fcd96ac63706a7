import type { ReactNode } from "react";
import { LanguageSwitch } from "../shell/language-switch";
import { ThemeSwitch } from "../shell/theme-switch";
import { Wordmark } from "../shell/wordmark";
import classes from "./outside.module.css";

/** A page of its own, for signing in and for what comes before. */
export function Outside({ children }: { children: ReactNode }) {
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Wordmark />
        <div className={classes.settings}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main id="main" className={classes.main} aria-labelledby="screen-title">
        {children}
      </main>
    </div>
  );
}
