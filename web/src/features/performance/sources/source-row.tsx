import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Source, Sources } from "../../../lib/api/answers";
import { keepFilters } from "../../../lib/filters/filters";
import { majorUnits } from "../../../lib/format/format";
import { useFormat } from "../../../lib/format/use-format";
import { Cell, Row, RowHeader } from "../../../ui/grid";
import { Explanation } from "../../../ui/term";
import { Interval } from "./interval";
import type { Scales } from "./source-rows";
import classes from "./sources-table.module.css";

interface Props {
  row: Source;
  label: string;
  scales: Scales;
  definitions: Sources["definitions"];
  /** The conversion of all sources together. */
  average: number | null;
  /** The name leads to the funnel of that source. */
  linked?: boolean;
}

export function SourceRow({ row, label, scales, definitions, average, linked = false }: Props) {
  const { t } = useTranslation();
  const { count, percent, money } = useFormat();
  const { conversion, low, high } = row;
  const bar = (value: number, largest: number) => (linked && largest > 0 ? value / largest : 0);
  return (
    <Row>
      <RowHeader>
        {linked && row.origin !== "(no contact)" ? (
          <Link
            to="/funnel"
            search={(old) => ({ ...keepFilters(old), origin: row.origin })}
            title={t("sources.open", { source: label })}
          >
            {label}
          </Link>
        ) : (
          label
        )}
      </RowHeader>
      <Cell
        hint={
          <Explanation
            fact={t("sources.fact_leads", { count: row.leads, leads: count(row.leads) })}
            definition={definitions.leads}
          />
        }
      >
        <Bar team="marketing" length={bar(row.leads, scales.leads)}>
          {count(row.leads)}
        </Bar>
      </Cell>
      <Cell
        hint={
          <Explanation
            fact={t("sources.fact_customers", {
              count: row.customers,
              customers: count(row.customers),
            })}
            definition={definitions.customers}
          />
        }
      >
        <Bar team="sales" length={bar(row.customers, scales.customers)}>
          {count(row.customers)}
        </Bar>
      </Cell>
      {conversion === null || low === null || high === null ? (
        <Cell className={classes.none} hint={t("sources.no_leads")}>
          –
        </Cell>
      ) : (
        <Cell
          hint={
            <Explanation
              fact={t("sources.fact_conversion", {
                customers: count(row.customers),
                leads: count(row.leads),
                conversion: percent(conversion),
                low: percent(low),
                high: percent(high),
              })}
              definition={definitions.interval}
            />
          }
        >
          <span className={classes.conversion}>
            <Interval
              value={conversion}
              low={low}
              high={high}
              end={scales.conversion}
              average={average}
            />
            <span className={classes.share}>{percent(conversion)}</span>
            <span className={classes.bounds}>
              {t("sources.bounds", { low: percent(low), high: percent(high) })}
            </span>
          </span>
        </Cell>
      )}
      <Cell
        hint={
          <Explanation
            fact={money(row.revenue, { exact: true })}
            definition={definitions.revenue}
          />
        }
      >
        <Bar team="sales" length={bar(majorUnits(row.revenue), scales.revenue)}>
          {money(row.revenue)}
        </Bar>
      </Cell>
      <Cell
        className={row.revenue_per_lead ? undefined : classes.none}
        hint={row.revenue_per_lead ? definitions.revenue_per_lead : t("sources.no_leads")}
      >
        {row.revenue_per_lead ? money(row.revenue_per_lead, { exact: true }) : "–"}
      </Cell>
    </Row>
  );
}

function Bar({ team, length, children }: { team: string; length: number; children: string }) {
  return (
    <>
      {length > 0 && (
        <span
          className={classes.bar}
          data-team={team}
          style={{ width: `calc(${length} * (100% - 1.25rem))` }}
          aria-hidden="true"
        />
      )}
      <span className={classes.value}>{children}</span>
    </>
  );
}
