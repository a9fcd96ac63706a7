import { useTranslation } from "react-i18next";
import type { Funnel, FunnelStage } from "../../../lib/api/answers";
import { useFormat } from "../../../lib/format/use-format";
import { Cell, Row, RowHeader } from "../../../ui/grid";
import { TeamTag } from "../../../ui/team-tag";
import { Explanation } from "../../../ui/term";
import { share } from "../share";
import classes from "./funnel-chart.module.css";

interface Props {
  stage: FunnelStage;
  previous: FunnelStage | undefined;
  largest: number;
  definitions: Funnel["definitions"];
}

export function FunnelRow({ stage, previous, largest, definitions }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = t(`stage.${stage.stage}`);
  const { count, percent } = format;
  // A contact that was sent back has an entry recorded in a stage that it no longer counts as having reached.
  const skipped = Math.max(0, stage.reached - stage.recorded);
  const here = share(stage.current, stage.reached);

  const reached =
    skipped > 0
      ? t("funnel.fact_recorded", {
          reached: count(stage.reached),
          skipped: count(skipped),
          stage: name,
        })
      : t("funnel.fact_reached", { reached: count(stage.reached), stage: name });
  const wentOn =
    previous &&
    t("funnel.fact_conversion", {
      reached: count(stage.reached),
      previous: count(previous.reached),
      from: t(`stage.${previous.stage}`),
      stage: name,
    });
  return (
    <Row className={classes.stage}>
      <RowHeader
        className={classes.name}
        hint={<Explanation fact={name} definition={t(`stage_meaning.${stage.stage}`)} />}
      >
        {stage.owner !== previous?.owner && (
          <span className={classes.team}>
            <TeamTag team={stage.owner} />
          </span>
        )}
        {name}
      </RowHeader>
      <td role="presentation" className={classes.bar}>
        <Bar stage={stage} previous={previous} largest={largest} />
      </td>
      <Cell
        className={classes.reached}
        hint={
          <Explanation fact={reached} definition={definitions.reached}>
            {skipped > 0 && definitions.recorded}
          </Explanation>
        }
      >
        {count(stage.reached)}
      </Cell>
      <Cell
        className={classes.current}
        hint={
          <Explanation
            fact={t("funnel.fact_current", {
              current: count(stage.current),
              share: here === null ? "–" : percent(here),
            })}
            definition={definitions.current}
          />
        }
      >
        <span className={classes.label}>{t("funnel.current")} </span>
        {count(stage.current)}
      </Cell>
      <Cell
        className={classes.conversion}
        hint={wentOn && <Explanation fact={wentOn} definition={definitions.conversion} />}
      >
        {stage.conversion !== null && (
          <>
            <span className={classes.arrow} aria-hidden="true">
              ↓
            </span>
            {percent(stage.conversion)}
          </>
        )}
      </Cell>
      <Cell
        className={classes.median}
        hint={
          stage.median_days !== null && (
            <Explanation
              fact={format.days(stage.median_days)}
              definition={definitions.median_days}
            />
          )
        }
      >
        {stage.median_days === null ? "" : format.days(stage.median_days)}
      </Cell>
    </Row>
  );
}

function Bar({ stage, previous, largest }: Pick<Props, "stage" | "previous" | "largest">) {
  const width = (value: number) => (100 * value) / largest;
  const at = (value: number) => ({ width: `${width(value)}%` });
  return (
    <div aria-hidden="true">
      {previous && (
        <svg className={classes.slope} viewBox="0 0 100 10" preserveAspectRatio="none">
          <path d={`M0 0H${width(previous.reached)}L${width(stage.reached)} 10H0Z`} />
        </svg>
      )}
      <div
        className={classes.reachedBar}
        style={at(stage.reached)}
        data-some={stage.reached > 0 || undefined}
      />
      <div className={classes.currentBar} style={at(stage.current)} />
    </div>
  );
}
