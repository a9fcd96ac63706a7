import { useTranslation } from "react-i18next";
import type { Workspace } from "../../lib/api/answers";
import { type Filters, filterSpan } from "../../lib/filters/filters";
import { today } from "../../lib/filters/period";
import { useFormat } from "../../lib/format/use-format";
import classes from "./filter-bar.module.css";

/** The days that the chosen period stands for. */
export function PeriodText({ workspace, filters }: { workspace: Workspace; filters: Filters }) {
  const { t } = useTranslation();
  const format = useFormat();
  const span = filterSpan(filters, today(workspace.time_zone));
  const from = span.from ?? workspace.first_contact_on;
  const to = span.to ?? workspace.last_contact_on;
  if (!from || !to || from > to) return null;
  return (
    <span className={classes.days}>
      <span className="visually-hidden">{t("filters.days")} </span>
      {format.dateRange(from, to)}
    </span>
  );
}
