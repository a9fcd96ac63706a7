import { useTranslation } from "react-i18next";
import type { FunnelGroup } from "../../../lib/api/answers";
import { useFormat } from "../../../lib/format/use-format";
import { Cell, Row, RowHeader } from "../../../ui/grid";
import { Explanation } from "../../../ui/term";
import { share } from "../share";
import classes from "./cohorts.module.css";

interface Props {
  group: FunnelGroup;
  label: string;
  maturing: boolean;
  /** The largest share of each column, which is shaded darkest; a row without it is not shaded. */
  largest?: number[];
}

export function CohortRow({ group, label, maturing, largest }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Row className={maturing ? classes.maturing : undefined}>
      <RowHeader hint={maturing && t("cohorts.maturing")}>
        {label}
        {maturing && <span className={classes.mark}>{t("cohorts.maturing")}</span>}
      </RowHeader>
      <Cell hint={t("definition.contacts")}>{format.count(group.contacts)}</Cell>
      {group.stages.map((stage, index) => {
        const value = share(stage.reached, group.contacts);
        const fact = t("compare.fact", {
          stage: t(`stage.${stage.stage}`),
          reached: format.count(stage.reached),
          share: value === null ? "–" : format.percent(value),
          contacts: format.count(group.contacts),
        });
        return (
          <Cell
            key={stage.stage}
            className={classes.shaded}
            style={{ backgroundColor: shade(stage.owner, value, largest?.[index]) }}
            hint={
              <Explanation
                fact={fact}
                definition={maturing ? t("cohorts.maturing_hint") : undefined}
              />
            }
          >
            {value === null ? "–" : format.percent(value)}
          </Cell>
        );
      })}
    </Row>
  );
}

/** The team's hue, from nothing at zero to a third covering at the column's largest share: text stays readable on it. */
function shade(
  owner: string,
  value: number | null,
  largest: number | undefined,
): string | undefined {
  if (!value || !largest) return undefined;
  return `rgb(var(--${owner}-rgb) / ${(5 + (33 * value) / largest).toFixed(0)}%)`;
}
