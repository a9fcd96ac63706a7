import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Funnel } from "../../../lib/api/answers";
import { readSort, type Sort, writeSort } from "../../../lib/filters/sort";
import { useFormat } from "../../../lib/format/use-format";
import { originLabel } from "../../../lib/origin-label";
import { stages } from "../../../lib/stages";
import { Grid, Row } from "../../../ui/grid";
import { SortHeader } from "../../../ui/sort-header";
import type { FunnelSearch, Grouping } from "../search";
import classes from "./funnel-groups.module.css";
import { GroupTableRow } from "./group-table-row";
import { type GroupColumn, groupColumns, groupRows, sortGroups } from "./group-rows";

const shortList = 20;

interface Props {
  by: Grouping;
  funnel: Funnel;
  search: FunnelSearch;
  onChange: (change: Partial<FunnelSearch>) => void;
}

export function GroupTable({ by, funnel, search, onChange }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const sort = readSort(search.sort, groupColumns) ?? { column: "visitor", descending: true };
  const label = (key: string) => (by === "origin" || key === "" ? originLabel(t, key) : key);
  const rows = sortGroups(groupRows(funnel.groups, label), sort, format.locale);
  const shown = search.rows === "all" ? rows : rows.slice(0, shortList);
  const heading = (column: GroupColumn) => ({
    column,
    sort,
    onSort: (next: Sort<GroupColumn>) => onChange({ sort: writeSort(next) }),
  });
  return (
    <>
      <Grid label={t("compare.table")} className={classes.table}>
        <thead>
          <Row>
            <SortHeader {...heading("group")} text>
              {t(`compare.${by}`)}
            </SortHeader>
            {stages.map((stage, index) => (
              <SortHeader
                key={stage}
                {...heading(stage)}
                className={index < 3 ? classes.marketing : classes.sales}
                definition={`${t(`stage_meaning.${stage}`)} ${funnel.definitions.reached}`}
              >
                {t(`stage.${stage}`)}
              </SortHeader>
            ))}
            <SortHeader {...heading("won")} definition={t("definition.won")}>
              {t("compare.won")}
            </SortHeader>
          </Row>
        </thead>
        <tbody>
          {shown.map((row) => (
            <GroupTableRow key={row.key} by={by} row={row} />
          ))}
        </tbody>
      </Grid>
      {rows.length > shortList && (
        <p className={classes.more}>
          {t("compare.shown", {
            count: rows.length,
            shown: format.count(shown.length),
            total: format.count(rows.length),
          })}
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onChange({ rows: search.rows === "all" ? undefined : "all" })}
          >
            {search.rows === "all" ? t("compare.show_less") : t("compare.show_all")}
          </Button>
        </p>
      )}
    </>
  );
}
