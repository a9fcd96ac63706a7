import { useTranslation } from "react-i18next";
import type { Activity, Visit } from "../../../lib/api/answers";
import { useFormat } from "../../../lib/format/use-format";
import { pagePath } from "../../../lib/page-label";
import { Time } from "./activity-entry";
import classes from "./timeline.module.css";
import { hostOf, numberOf, textOf, useActivityTold } from "./use-activity-told";

/** A visit to the website: where it came from, what was looked at and for how long. */
export function VisitEntry({ visit, zone }: { visit: Visit; zone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const source = useSource(visit);
  const duration = useDuration();
  const facts = [
    t("visit.pages", { count: visit.pages, number: format.count(visit.pages) }),
    visit.engaged_seconds >= 1 && t("visit.engaged", { time: duration(visit.engaged_seconds) }),
    source,
  ].filter(Boolean);
  return (
    <li className={classes.entry} data-team="marketing">
      <Time at={visit.began_at} zone={zone} />
      <div>
        <p>
          {t("visit.title")} <span className={classes.by}>{facts.join(" · ")}</span>
        </p>
        <ol className={classes.steps}>
          {steps(visit.activities).map((step) => (
            <Step key={step.activity.id} {...step} />
          ))}
        </ol>
        {visit.goes_on && <p className={classes.by}>{t("visit.goes_on")}</p>}
      </div>
    </li>
  );
}

interface StepProps {
  activity: Activity;
  seconds: number;
}

function Step({ activity, seconds }: StepProps) {
  const { t } = useTranslation();
  const told = useActivityTold();
  const duration = useDuration();
  const isPage = activity.kind === "page_viewed" || activity.kind === "page_engaged";
  const path = pagePath(textOf(activity, "url"));
  return (
    <li data-strong={!isPage || undefined}>
      {isPage ? (
        <>
          {textOf(activity, "title") || path} <span className={classes.path}>{path}</span>
        </>
      ) : (
        told(activity)
      )}
      {seconds >= 1 && (
        <span className={classes.seconds} title={t("visit.engaged_meaning")}>
          {duration(seconds)}
        </span>
      )}
    </li>
  );
}

/** What was done, oldest first; how long a page was looked at stands beside it, not after it. */
function steps(newestFirst: readonly Activity[]): StepProps[] {
  const told: StepProps[] = [];
  for (const activity of newestFirst.toReversed()) {
    const seconds = activity.kind === "page_engaged" ? (numberOf(activity, "seconds") ?? 0) : 0;
    const page =
      activity.kind === "page_engaged" &&
      told.findLast((step) => textOf(step.activity, "url") === textOf(activity, "url"));
    if (page) page.seconds += seconds;
    else told.push({ activity, seconds });
  }
  return told;
}

function useSource(visit: Visit): string {
  const { t } = useTranslation();
  if (visit.goes_on) return "";
  const campaign = new URLSearchParams(visit.campaign);
  const named = [campaign.get("utm_source"), campaign.get("utm_campaign")].filter(Boolean);
  if (named.length > 0) return t("visit.by_campaign", { name: named.join(" / ") });
  const host = visit.referrer && hostOf(visit.referrer);
  return host && host !== hostOf(visit.landing_url) ? t("visit.from", { host }) : "";
}

function useDuration(): (seconds: number) => string {
  const { t } = useTranslation();
  return (seconds) =>
    seconds < 90
      ? t("visit.seconds", { count: Math.round(seconds) })
      : t("visit.minutes", { count: Math.round(seconds / 60) });
}
