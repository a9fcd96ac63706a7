import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { AppBar } from "./app-bar";
import { HelpDialog } from "./help-dialog";
import { Nav } from "./nav";
import classes from "./shell.module.css";
import { useShortcuts } from "./use-shortcuts";

/** What surrounds every screen: the app bar, the ways to the screens, and the keyboard. */
export function Shell() {
  const { t } = useTranslation();
  const [helpOpened, setHelpOpened] = useState(false);
  const shortcuts = useShortcuts(() => setHelpOpened(true));
  const main = useFocusOnNavigation();
  return (
    <>
      <a href="#main" className={classes.skip}>
        {t("app.skip")}
      </a>
      <AppBar onHelp={() => setHelpOpened(true)} />
      <div className={classes.body}>
        <div className={classes.side}>
          <Nav />
        </div>
        <main
          ref={main}
          id="main"
          tabIndex={-1}
          aria-labelledby="screen-title"
          className={classes.main}
        >
          <Outlet />
        </main>
      </div>
      <HelpDialog opened={helpOpened} onClose={() => setHelpOpened(false)} shortcuts={shortcuts} />
    </>
  );
}

/** Going to another screen moves the focus there, so that a screen reader says where one is. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const previous = useRef(pathname);
  useEffect(() => {
    const cameFrom = previous.current;
    previous.current = pathname;
    if (cameFrom !== pathname && cameFrom !== "/") main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
