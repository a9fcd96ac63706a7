import { ActionIcon, Drawer } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keepFilters } from "../../lib/filters/filters";
import { useWorkspace } from "../../lib/api/workspace";
import { useHint } from "../../ui/hint";
import { Icon } from "../../ui/icon";
import { LanguageSwitch } from "./language-switch";
import { Nav } from "./nav";
import classes from "./shell.module.css";
import { ThemeSwitch } from "./theme-switch";

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
      <Link to="/funnel" search={keepFilters} className={classes.wordmark}>
        <svg
          viewBox="0 0 28 20"
          width="28"
          height="20"
          fill="none"
          strokeWidth="3"
          aria-hidden="true"
        >
          <circle className={classes.first} cx="10" cy="10" r="7" />
          <circle className={classes.second} cx="18" cy="10" r="7" />
          <path className={classes.first} d="M14 4.26a7 7 0 0 1 3 5.74" />
        </svg>
        Tandem
      </Link>
      {workspace?.name && <span className={classes.workspace}>{workspace.name}</span>}
      <div className={`${classes.settings} ${classes.wide}`}>
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
          </div>
        </div>
      </Drawer>
    </header>
  );
}
