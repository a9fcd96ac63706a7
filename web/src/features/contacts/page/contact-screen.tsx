import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ContactRecord } from "../../../lib/api/answers";
import { contactName } from "../../../lib/contact-name";
import { useLive } from "../../../lib/use-live";
import { Answer } from "../../../ui/answer";
import { OnlyFor } from "../../../ui/only-for";
import { Screen } from "../../../ui/screen";
import { TableSkeleton } from "../../../ui/table-skeleton";
import { ContactActions } from "../contact-actions";
import { contactQuery } from "../queries";
import { Timeline } from "../timeline/timeline";
import { ContactCard } from "./contact-card";
import classes from "./page.module.css";
import { StageCard } from "./stage-card";
import { groupsOf } from "./timeline-search";

const route = getRouteApi("/contacts/$id");

/** Who a contact is, and everything that happened with them. */
export function ContactScreen() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { only } = route.useSearch();
  const contact = useQuery(contactQuery(id));
  useLive(contact.data && `contact/${id}`, ["contacts", id]);
  const name = contact.data && (contactName(contact.data.contact) || t("contact.nameless"));
  return (
    <Screen title={name ?? t("contact.title")}>
      <p className={classes.back}>
        <Link to="/contacts">{t("contact.back")}</Link>
      </p>
      <OnlyFor any={["read_contacts"]}>
        <Answer query={contact} skeleton={<TableSkeleton rows={8} />}>
          {(record: ContactRecord) => (
            <div className={classes.page} key={id}>
              <aside className={classes.side} aria-label={t("contact.who")}>
                <ContactCard record={record} />
                <StageCard record={record} />
                <ContactActions record={record} />
              </aside>
              <Timeline contact={record} only={groupsOf(only)} />
            </div>
          )}
        </Answer>
      </OnlyFor>
    </Screen>
  );
}
