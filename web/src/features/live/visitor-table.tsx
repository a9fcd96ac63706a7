import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { LiveVisitor } from "../../lib/api/answers";
import { contactName, contactPath } from "../../lib/contact-name";
import { useFormat } from "../../lib/format/use-format";
import { useLanguage } from "../../lib/i18n";
import { pageLabel, pagePath } from "../../lib/page-label";
import classes from "./live.module.css";

const columns = ["who", "page", "since", "pages", "source", "where"] as const;

export function VisitorTable({ visitors }: { visitors: readonly LiveVisitor[] }) {
  const { t } = useTranslation();
  return (
    <table className={classes.table} aria-label={t("live.title")}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              className={column === "pages" ? classes.number : undefined}
            >
              {t(`live.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {visitors.map((visitor) => (
          <VisitorRow key={visitor.id} visitor={visitor} />
        ))}
      </tbody>
    </table>
  );
}

function VisitorRow({ visitor }: { visitor: LiveVisitor }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [language] = useLanguage();
  const { contact, company, url, began_at, pages, source, country, city, device } = visitor;
  const places = [city, countryName(country, language)].filter(Boolean).join(", ");
  return (
    <tr data-known={contact ? true : undefined}>
      <th scope="row" data-label={t("live.who")}>
        {contact ? (
          <Link to={contactPath(contact.id)}>{contactName(contact) || t("live.contact")}</Link>
        ) : (
          t("live.unknown")
        )}
        {(company || contact?.owner) && (
          <span className={classes.second}>
            {[company?.name, contact?.owner && t("live.owner", { name: contact.owner })]
              .filter(Boolean)
              .join(" · ")}
          </span>
        )}
      </th>
      <td data-label={t("live.page")}>
        {pageLabel(visitor)}
        <span className={classes.second}>{pagePath(url)}</span>
      </td>
      <td data-label={t("live.since")}>
        <time dateTime={began_at}>{format.instant(began_at)}</time>
      </td>
      <td data-label={t("live.pages")} className={classes.number}>
        {format.count(pages)}
      </td>
      <td data-label={t("live.source")}>{source || t("live.direct")}</td>
      <td data-label={t("live.where")}>
        {places || t("live.nowhere")}
        {device && <span className={classes.second}>{device}</span>}
      </td>
    </tr>
  );
}

/** "Canada" of "CA"; the code itself when it is none. */
function countryName(code: string, language: string): string {
  if (!code) return "";
  try {
    return new Intl.DisplayNames(language, { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}
