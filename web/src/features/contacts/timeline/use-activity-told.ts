import { useTranslation } from "react-i18next";
import type { Activity } from "../../../lib/api/answers";
import { pageLabel, pagePath } from "../../../lib/page-label";
import { type Stage, stages, type Team } from "../../../lib/stages";

const detailOf = (activity: Activity): Record<string, unknown> =>
  typeof activity.detail === "object" && activity.detail !== null
    ? (activity.detail as Record<string, unknown>)
    : {};

/** A text of an activity's detail; empty when there is none. */
export function textOf(activity: Activity, name: string): string {
  const value = detailOf(activity)[name];
  return typeof value === "string" ? value : "";
}

export function numberOf(activity: Activity, name: string): number | undefined {
  const value = detailOf(activity)[name];
  return typeof value === "number" ? value : undefined;
}

/** "https://www.search.example/?q=x" → "search.example" */
export function hostOf(url: string): string {
  try {
    return new URL(url).hostname.replace(/^www\./, "");
  } catch {
    return url;
  }
}

/** "price.pdf" of "/files/price.pdf?v=2" */
const fileOf = (url: string) => pagePath(url).split(/[?#]/)[0]?.split("/").at(-1) || url;

const ofSales: readonly string[] = [
  "call_logged",
  "email_logged",
  "meeting_logged",
  "note_written",
];

export function teamOfActivity({ kind, visitor_id }: Activity): Team | undefined {
  if (ofSales.includes(kind) || kind.startsWith("deal_")) return "sales";
  return visitor_id ? "marketing" : undefined;
}

const outcomes = [
  "connected",
  "no_answer",
  "left_message",
  "busy",
  "wrong_number",
  "held",
  "missed",
] as const;
const fieldNames = [
  "email",
  "first_name",
  "last_name",
  "phone",
  "title",
  "company_id",
  "owner_id",
  "origin",
  "landing_page",
  "first_seen_at",
  "attributes",
] as const;

/** Tells an activity as a sentence. */
export function useActivityTold() {
  const { t } = useTranslation();
  const stageName = (value: unknown) => {
    const stage = stages.find((each): each is Stage => each === value);
    return stage ? t(`stage.${stage}`) : "";
  };
  const outcome = (activity: Activity) => {
    const name = outcomes.find((each) => each === textOf(activity, "outcome"));
    const minutes = numberOf(activity, "minutes");
    return [
      name && t(`outcome.${name}`),
      minutes !== undefined && t("timeline.minutes", { count: minutes }),
    ]
      .filter(Boolean)
      .join(", ");
  };
  const withOutcome = (sentence: string, activity: Activity) => {
    const more = outcome(activity);
    return more ? `${sentence} · ${more}` : sentence;
  };
  const changedFields = (activity: Activity) => {
    const { fields } = detailOf(activity);
    return (Array.isArray(fields) ? fields : [])
      .map((field) => fieldNames.find((name) => name === field))
      .filter((name) => name !== undefined)
      .map((name) => t(`contact_field.${name}`))
      .join(", ");
  };

  return (activity: Activity): string => {
    const detail = detailOf(activity);
    const incoming = detail.direction === "incoming";
    const page = pageLabel({ title: textOf(activity, "title"), url: textOf(activity, "url") });
    switch (activity.kind) {
      case "stage_changed": {
        const stage = stageName(detail.to);
        if (detail.recalled === true) return t("activity.stage_recalled", { stage });
        if (detail.from == null) return t("activity.stage_begun", { stage });
        return t("activity.stage_changed", { from: stageName(detail.from), stage });
      }
      case "contact_updated": {
        if (activity.owner_name) return t("activity.assigned", { name: activity.owner_name });
        if ("owner_after" in detail) return t("activity.unassigned");
        return t("activity.contact_updated", { fields: changedFields(activity) });
      }
      case "deal_created":
      case "deal_updated":
        return t(`activity.${activity.kind}`, { name: activity.deal_name ?? "" });
      case "call_logged":
        return withOutcome(incoming ? t("activity.call_taken") : t("activity.call_made"), activity);
      case "email_logged":
        return incoming ? t("activity.email_received") : t("activity.email_sent");
      case "meeting_logged":
        return withOutcome(t("activity.meeting_logged"), activity);
      case "page_viewed":
        return t("activity.page_viewed", { page });
      case "page_engaged":
        return t("activity.page_engaged", { page, count: numberOf(activity, "seconds") ?? 0 });
      case "link_clicked":
        return t("activity.link_clicked", { page: textOf(activity, "href") });
      case "file_downloaded":
        return t("activity.file_downloaded", { file: fileOf(textOf(activity, "href")) });
      case "form_submitted":
        return t("activity.form_submitted", { form: textOf(activity, "form") });
      case "shared":
        return t("activity.shared", { page, network: textOf(activity, "network") });
      case "event_tracked":
        return t("activity.event_tracked", { event: textOf(activity, "event") });
      case "note_written":
      case "company_created":
      case "company_updated":
      case "identified":
      case "consent_changed":
      case "contact_revisited":
      case "contacts_merged":
      case "contacts_parted":
        return t(`activity.${activity.kind}`);
      case "retracted":
        return "";
    }
  };
}
