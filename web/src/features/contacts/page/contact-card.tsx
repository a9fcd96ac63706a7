import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { ContactRecord } from "../../../lib/api/answers";
import { useSession } from "../../../lib/api/session";
import { useFormat } from "../../../lib/format/use-format";
import { originLabel } from "../../../lib/origin-label";
import { EditableField, type EditableName } from "./editable-field";
import { OwnerSelect } from "./owner-select";
import classes from "./page.module.css";

const fields: readonly EditableName[] = [
  "first_name",
  "last_name",
  "title",
  "company",
  "email",
  "phone",
];

/** Who it is: each fact is changed where it stands. */
export function ContactCard({ record }: { record: ContactRecord }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const mayEdit = session?.permissions.includes("edit_contacts") ?? false;
  return (
    <section className={classes.card}>
      <dl className={classes.facts}>
        {fields.map((name) => (
          <EditableField key={name} name={name} record={record} mayEdit={mayEdit} />
        ))}
        <div>
          <dt>{t("contact_column.owner")}</dt>
          <dd>
            {mayEdit ? (
              <OwnerSelect record={record} />
            ) : (
              (record.owner_name ?? t("contacts.nobody"))
            )}
          </dd>
        </div>
        <Known record={record} />
      </dl>
    </section>
  );
}

/** What nobody types: where the contact came from and what its browsers told. */
function Known({ record }: { record: ContactRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { contact, visitors, last_seen_at, consent } = record;
  const facts = [
    [t("contact_column.origin"), originLabel(t, contact.origin)],
    [t("contact_column.first_seen"), format.date(contact.first_seen_at.slice(0, 10))],
    [
      t("contact_column.last_seen"),
      last_seen_at ? format.date(last_seen_at.slice(0, 10)) : t("contact.never_seen"),
    ],
    [t("contact.browsers"), format.count(visitors)],
    [t("contact.consent"), consentText(consent?.said, t)],
  ] as const;
  return facts.map(([name, value]) => (
    <div key={name}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  ));
}

function consentText(said: unknown, t: TFunction): string {
  if (typeof said !== "object" || said === null) return t("contact.consent_unknown");
  const given = Object.entries(said).filter(([, value]) => value === true);
  const purposes = given.map(([name]) =>
    name === "analytics" || name === "marketing" ? t(`contact.consent_${name}`) : name,
  );
  return purposes.length > 0 ? purposes.join(", ") : t("contact.consent_refused");
}
