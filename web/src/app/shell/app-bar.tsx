import { ActionIcon, Drawer } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Bell } from "../../features/notifications/bell";
import { keepFilters } from "../../lib/filters/filters";
import { useWorkspace } from "../../lib/api/workspace";
import { useHint } from "../../ui/hint";
import { Icon } from "../../ui/icon";
import { LanguageSwitch } from "./language-switch";
import { Nav } from "./nav";
import classes from "./shell.module.css";
import { SignedIn } from "./signed-in";
import { ThemeSwitch } from "./theme-switch";
import { Wordmark } from "./wordmark";

export function AppBar({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation();
  const { data: workspace } = useWorkspace();
  const [menuOpened, setMenuOpened] = useState(false);
  const closeMenu = () => setMenuOpened(false);
  const help = useHint(t("app.help"));
  return (
    <header className={classes.bar}>
      <ActionIcon
        className={classes.narrow}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t("app.menu")}
        aria-haspopup="dialog"
        onClick={() => setMenuOpened(true)}
      >
        <Icon name="menu" size={20} />
      </ActionIcon>
      <Link to="/funnel" search={keepFilters} className={classes.home}>
        <Wordmark />
      </Link>
      {workspace?.name && <span className={classes.workspace}>{workspace.name}</span>}
      <div className={classes.bell}>
        <Bell />
      </div>
      <div className={`${classes.settings} ${classes.wide}`}>
        <SignedIn />
        <LanguageSwitch />
        <ThemeSwitch />
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t("app.help")}
          onClick={onHelp}
          {...help}
        >
          <Icon name="help" />
        </ActionIcon>
      </div>
      <Drawer
        opened={menuOpened}
        onClose={closeMenu}
        title="Tandem"
        size={280}
        closeButtonProps={{ "aria-label": t("app.close") }}
      >
        <div className={classes.drawer}>
          <Nav onNavigate={closeMenu} />
          <div className={classes.settings}>
            <LanguageSwitch />
            <ThemeSwitch />
            <SignedIn onNavigate={closeMenu} />
          </div>
        </div>
      </Drawer>
    </header>
  );
}
