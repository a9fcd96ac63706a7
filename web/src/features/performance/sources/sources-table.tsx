import { useTranslation } from "react-i18next";
import type { Sources } from "../../../lib/api/answers";
import { readSort, type Sort } from "../../../lib/filters/sort";
import { useFormat } from "../../../lib/format/use-format";
import { originLabel } from "../../../lib/origin-label";
import { Grid, Row } from "../../../ui/grid";
import { SortHeader } from "../../../ui/sort-header";
import type { SourcesSearch } from "../search";
import { IntervalAxis } from "./interval";
import { SourceRow } from "./source-row";
import { scalesOf, type SourceColumn, sourceColumns, sortSources } from "./source-rows";
import classes from "./sources-table.module.css";

interface Props {
  data: Sources;
  search: SourcesSearch;
  onSort: (sort: Sort<SourceColumn>) => void;
}

/** Every source beside the others; a source that is filtered for stands alone above the total of all. */
export function SourcesTable({ data, search, onSort }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { definitions } = data;
  const scales = scalesOf(data);
  const sort = readSort(search.sort, sourceColumns) ?? { column: "leads", descending: true };
  const label = (origin: string) => originLabel(t, origin);
  const rows = sortSources(data.sources, sort, label, format.locale).filter(
    (row) => search.origin === undefined || row.origin === search.origin,
  );
  const heading = (column: SourceColumn) => ({ column, sort, onSort });
  const context = { scales, definitions, average: data.total.conversion };
  return (
    <>
      <Grid label={t("sources.table")} className={classes.table}>
        <thead>
          <Row>
            <SortHeader {...heading("origin")} text>
              {t("sources.origin")}
            </SortHeader>
            <SortHeader {...heading("leads")} definition={definitions.leads}>
              {t("sources.leads")}
            </SortHeader>
            <SortHeader {...heading("customers")} definition={definitions.customers}>
              {t("sources.customers")}
            </SortHeader>
            <SortHeader
              {...heading("conversion")}
              definition={`${definitions.conversion} ${definitions.interval}`}
              className={classes.conversionColumn}
              below={<IntervalAxis end={scales.conversion} />}
            >
              {t("sources.conversion")}
            </SortHeader>
            <SortHeader {...heading("revenue")} definition={definitions.revenue}>
              {t("sources.revenue")}
            </SortHeader>
            <SortHeader {...heading("revenue_per_lead")} definition={definitions.revenue_per_lead}>
              {t("sources.revenue_per_lead")}
            </SortHeader>
          </Row>
        </thead>
        <tbody>
          {rows.map((row) => (
            <SourceRow key={row.origin} row={row} label={label(row.origin)} linked {...context} />
          ))}
        </tbody>
        <tfoot>
          <SourceRow row={data.total} label={t("sources.total")} {...context} />
        </tfoot>
      </Grid>
      {data.other_revenue.length > 0 && (
        <p className={classes.note}>
          {t("sources.other_revenue", {
            amounts: new Intl.ListFormat(format.locale).format(
              data.other_revenue.map((money) => format.money(money, { code: true })),
            ),
          })}
        </p>
      )}
    </>
  );
}
