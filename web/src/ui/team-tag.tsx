import { useTranslation } from "react-i18next";
import type { Team } from "../lib/stages";
import classes from "./team-tag.module.css";

/** Names the team that owns what follows, in its hue: the hue is never the only sign. */
export function TeamTag({ team }: { team: Team }) {
  const { t } = useTranslation();
  return (
    <span className={classes.tag} data-team={team}>
      {t(`team.${team}`)}
    </span>
  );
}
