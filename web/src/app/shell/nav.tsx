import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSession } from "../../lib/api/session";
import { keepFilters } from "../../lib/filters/filters";
import { Icon } from "../../ui/icon";
import { rooms } from "./screens";
import classes from "./shell.module.css";

/** The ways to the screens; the filters come along. */
export function Nav({ onNavigate }: { onNavigate?: () => void }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const shown = rooms
    .map(({ room, screens }) => ({
      room,
      screens: screens.filter(
        (screen) => !("permission" in screen) || session?.permissions.includes(screen.permission),
      ),
    }))
    .filter(({ screens }) => screens.length > 0);
  return (
    <nav aria-label={t("nav.label")} className={classes.nav}>
      {shown.map(({ room, screens }) => (
        <section key={room}>
          <h2>{t(`nav.${room}`)}</h2>
          <ul>
            {screens.map((screen) => (
              <li key={screen.to}>
                <Link
                  to={screen.to}
                  search={keepFilters}
                  activeOptions={{ includeSearch: false }}
                  className={classes.link}
                  onClick={onNavigate}
                >
                  <Icon name={screen.icon} />
                  {t(`${screen.name}.title`)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
