import { useTranslation } from "react-i18next";
import { type Stage, teamOf } from "../../lib/stages";
import classes from "./stage-tag.module.css";

/** A stage in the hue of the team whose turn it is. */
export function StageTag({ stage }: { stage: Stage }) {
  const { t } = useTranslation();
  const team = teamOf(stage);
  return (
    <span className={classes.tag} data-team={team} title={t(`team.${team}`)}>
      {t(`stage.${stage}`)}
    </span>
  );
}
