import { useTranslation } from "react-i18next";
import type { Activity } from "../../../lib/api/answers";
import { useFormat } from "../../../lib/format/use-format";
import classes from "./timeline.module.css";
import { teamOfActivity, textOf, useActivityTold } from "./use-activity-told";

/** One thing that happened, in the hue of the team that did it. */
export function ActivityEntry({ activity, zone }: { activity: Activity; zone: string }) {
  const told = useActivityTold();
  return (
    <li className={classes.entry} data-team={teamOfActivity(activity)}>
      <Time at={activity.at} zone={zone} />
      <div>
        <p>
          {told(activity)}
          <By activity={activity} />
        </p>
        <Words activity={activity} />
      </div>
    </li>
  );
}

function By({ activity }: { activity: Activity }) {
  const { t } = useTranslation();
  if (!activity.member_name) return null;
  return <span className={classes.by}>{t("timeline.by", { name: activity.member_name })}</span>;
}

/** What somebody wrote of it. */
function Words({ activity }: { activity: Activity }) {
  const words = textOf(activity, activity.kind === "stage_changed" ? "why" : "text");
  return words && <p className={classes.words}>{words}</p>;
}

export function Time({ at, zone }: { at: string; zone: string }) {
  const { locale } = useFormat();
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: zone });
  return (
    <time dateTime={at} className={classes.time}>
      {time.format(new Date(at))}
    </time>
  );
}
