import { useTranslation } from "react-i18next";
import type { Notification, Revisit } from "../../lib/api/answers";
import { contactName } from "../../lib/contact-name";
import { pageLabel } from "../../lib/page-label";

/** A notification in one sentence, in the reader's language. */
export function useTold() {
  const { t } = useTranslation();
  const nameOf = (revisit: Revisit) => {
    const name = contactName(revisit) || t("notifications.somebody");
    return revisit.company ? t("notifications.of", { name, company: revisit.company }) : name;
  };
  const one = (revisit: Revisit) =>
    t(`notifications.${revisit.reason}`, { name: nameOf(revisit), page: pageLabel(revisit) });
  const told = ({ kind, revisits, count }: Notification) => {
    const [first] = revisits;
    if (kind === "revisits_summed") return t("notifications.summed", { count });
    return first ? one(first) : t("notifications.erased");
  };
  return { told, one, nameOf };
}
