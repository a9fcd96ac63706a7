import { useTranslation } from "react-i18next";
import type { ContactRecord } from "../../lib/api/answers";
import { CopyButton } from "../../ui/copy-button";
import classes from "./page/page.module.css";

/** What can be done with a contact as a whole; below everything that is known of it. */
export function ContactActions({ record }: { record: ContactRecord }) {
  const { t } = useTranslation();
  return (
    <section className={classes.card} aria-label={t("contact.actions")}>
      <p className={classes.actions}>
        <CopyButton icon="link" label={t("contact.copy_link")} text={() => window.location.href} />
        {record.contact.email && (
          <CopyButton label={t("contact.copy_email")} text={() => record.contact.email} />
        )}
      </p>
    </section>
  );
}
