import { useTranslation } from "react-i18next";
import type { Funnel, FunnelGroup } from "../../../lib/api/answers";
import { useFormat } from "../../../lib/format/use-format";
import { Grid, Row } from "../../../ui/grid";
import { TeamTag } from "../../../ui/team-tag";
import { Term } from "../../../ui/term";
import { share } from "../share";
import { CohortRow } from "./cohort-row";
import classes from "./cohorts.module.css";
import { isMaturing, maturingDays } from "./maturity";

interface Props {
  funnel: Funnel;
  lastContactOn: string | null;
}

/** One row a month, one column a stage; shaded within each column so that good months stand out in all of them. */
export function CohortTable({ funnel, lastContactOn }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { groups, stages, definitions } = funnel;
  const largest = stages.map((_, index) =>
    Math.max(...groups.map((group) => stageShare(group, index) ?? 0)),
  );
  const all: FunnelGroup = { key: "", contacts: stages[0]?.reached ?? 0, stages };
  const someMaturing = groups.some((group) => isMaturing(group.key, lastContactOn));
  return (
    <section className={classes.table} aria-labelledby="cohort-table">
      <h2 id="cohort-table">{t("cohorts.table_title")}</h2>
      <p>{t("cohorts.table_text")}</p>
      <Grid label={t("cohorts.table_title")} className={classes.grid}>
        <thead>
          <tr role="row" className={classes.teams}>
            <th role="presentation" />
            <td role="presentation" />
            <th colSpan={3} scope="colgroup" role="columnheader">
              <TeamTag team="marketing" />
            </th>
            <th colSpan={3} scope="colgroup" role="columnheader">
              <TeamTag team="sales" />
            </th>
          </tr>
          <Row>
            <th scope="col" role="columnheader">
              {t("cohorts.month")}
            </th>
            <th scope="col" role="columnheader">
              <Term definition={t("definition.contacts")}>{t("figure.contacts")}</Term>
            </th>
            {stages.map(({ stage }) => (
              <th key={stage} scope="col" role="columnheader">
                <Term definition={`${t(`stage_meaning.${stage}`)} ${definitions.reached}`}>
                  {t(`stage.${stage}`)}
                </Term>
              </th>
            ))}
          </Row>
        </thead>
        <tbody>
          {groups.map((group) => (
            <CohortRow
              key={group.key}
              group={group}
              label={format.month(group.key)}
              maturing={isMaturing(group.key, lastContactOn)}
              largest={largest}
            />
          ))}
        </tbody>
        <tfoot>
          <CohortRow group={all} label={t("cohorts.all")} maturing={false} />
        </tfoot>
      </Grid>
      {someMaturing && lastContactOn && (
        <p className={classes.note}>
          {t("cohorts.maturing_rule", { days: maturingDays, date: format.date(lastContactOn) })}
        </p>
      )}
    </section>
  );
}

function stageShare(group: FunnelGroup, index: number): number | null {
  return share(group.stages[index]?.reached ?? 0, group.contacts);
}
