import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, type ReactNode, type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ContactRow } from "../../../lib/api/answers";
import { contactName } from "../../../lib/contact-name";
import { useFormat } from "../../../lib/format/use-format";
import { originLabel } from "../../../lib/origin-label";
import { StageTag } from "../stage-tag";
import type { Column } from "../contact-search";
import classes from "./list.module.css";

interface Props {
  contacts: readonly ContactRow[];
  columns: readonly Column[];
  searchField: RefObject<HTMLInputElement | null>;
}

/** One row a contact. The arrows walk the names, Enter opens one; above the first is the search. */
export function ContactTable({ contacts, columns, searchField }: Props) {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  const cell = useCell();

  const walk = (event: KeyboardEvent) => {
    const names = [...(body.current?.querySelectorAll<HTMLElement>("[data-contact]") ?? [])];
    const here = names.indexOf(event.target as HTMLElement);
    if (here < 0) return;
    const next = {
      ArrowDown: names[here + 1],
      ArrowUp: here === 0 ? searchField.current : names[here - 1],
      Home: names[0],
      End: names.at(-1),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t("contacts.title")}>
        <thead>
          <tr>
            <th scope="col">{t("contact_column.name")}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`contact_column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {/* The keys add to what the links do by themselves. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody ref={body} onKeyDown={walk}>
          {contacts.map((contact) => (
            <tr key={contact.id}>
              <th scope="row">
                <Link
                  to="/contacts/$id"
                  params={{ id: contact.id }}
                  data-contact={contact.id}
                  data-nameless={contactName(contact) === "" || undefined}
                >
                  {contactName(contact) || t("contact.nameless")}
                </Link>
              </th>
              {columns.map((column) => {
                const value = cell(contact, column);
                return (
                  <td key={column} data-empty={value === "" || undefined}>
                    <span className={classes.label}>{t(`contact_column.${column}`)}</span>
                    {value}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function useCell() {
  const { t } = useTranslation();
  const format = useFormat();
  return (contact: ContactRow, column: Column): ReactNode => {
    switch (column) {
      case "company":
        return contact.company_name ?? "";
      case "owner":
        return contact.owner_name ?? "";
      case "origin":
        return contact.origin && originLabel(t, contact.origin);
      case "stage":
        return <StageTag stage={contact.stage} />;
      case "first_seen":
        return format.date(contact.first_seen_at.slice(0, 10));
      case "last_seen":
        return contact.last_seen_at ? format.date(contact.last_seen_at.slice(0, 10)) : "";
      case "email":
      case "phone":
      case "title":
        return contact[column];
    }
  };
}
