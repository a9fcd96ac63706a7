import { useTranslation } from "react-i18next";
import type { Funnel } from "../../../lib/api/answers";
import { teams } from "../../../lib/stages";
import { Grid, Row } from "../../../ui/grid";
import { Term } from "../../../ui/term";
import classes from "./funnel-chart.module.css";
import { FunnelRow } from "./funnel-row";

/**
 * The funnel, a table that is drawn: each stage is a bar as long as the contacts that reached it, its darker part those
 * that are there now; the slope between two bars is what was lost on the way, with the share that went on beside it.
 */
export function FunnelChart({ funnel }: { funnel: Funnel }) {
  const { t } = useTranslation();
  const { stages, definitions } = funnel;
  const largest = Math.max(1, ...stages.map((stage) => stage.reached));
  return (
    <Grid label={t("funnel.table")} className={classes.funnel}>
      <thead>
        <Row>
          <th scope="col" role="columnheader">
            {t("funnel.stage")}
          </th>
          <th scope="col" role="columnheader" className={classes.barHead}>
            <span className={classes.key} data-part="reached">
              <Term definition={definitions.reached}>{t("funnel.reached")}</Term>
            </span>
            <span className={classes.key} data-part="current">
              <Term definition={definitions.current}>{t("funnel.current")}</Term>
            </span>
          </th>
          <th scope="col" role="columnheader">
            {t("funnel.reached")}
          </th>
          <th scope="col" role="columnheader">
            {t("funnel.current")}
          </th>
          <th scope="col" role="columnheader">
            <Term definition={definitions.conversion}>{t("funnel.conversion")}</Term>
          </th>
          <th scope="col" role="columnheader">
            <Term definition={definitions.median_days}>{t("funnel.median_days")}</Term>
          </th>
        </Row>
      </thead>
      {teams.map((team) => (
        <tbody key={team} data-team={team} role="rowgroup">
          {stages.map(
            (stage, index) =>
              stage.owner === team && (
                <FunnelRow
                  key={stage.stage}
                  stage={stage}
                  previous={stages[index - 1]}
                  largest={largest}
                  definitions={definitions}
                />
              ),
          )}
        </tbody>
      ))}
    </Grid>
  );
}
