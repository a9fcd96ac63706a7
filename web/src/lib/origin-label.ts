import type { TFunction } from "i18next";

/** Sources that have a name in both languages; any other is shown as the company wrote it. */
const named = [
  "affiliate",
  "direct_traffic",
  "display",
  "email",
  "event",
  "organic_search",
  "other",
  "other_publicities",
  "paid_search",
  "paid_social",
  "partner",
  "phone",
  "referral",
  "social",
  "unknown",
  "webinar",
] as const;

/** How a source is called on screen. "" is contacts without one; "(no contact)" is deals without a contact. */
export function originLabel(t: TFunction, origin: string): string {
  if (origin === "") return t("origin.none");
  if (origin === "(no contact)") return t("origin.no_contact");
  const name = named.find((known) => known === origin);
  return name ? t(`origin.${name}`) : origin;
}
