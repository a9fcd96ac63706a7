import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/format/use-format";
import { stages } from "../../../lib/stages";
import { Cell, Row, RowHeader } from "../../../ui/grid";
import { Explanation } from "../../../ui/term";
import type { Grouping } from "../search";
import { share } from "../share";
import classes from "./funnel-groups.module.css";
import type { GroupRow } from "./group-rows";

export function GroupTableRow({ by, row }: { by: Grouping; row: GroupRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = { className: classes.key, title: row.key || undefined };
  return (
    <Row>
      <RowHeader>
        {by === "origin" ? (
          <Link
            {...name}
            to="/funnel"
            search={(old) => ({ ...old, by: undefined, sort: undefined, origin: row.key })}
          >
            {row.label}
          </Link>
        ) : (
          <span {...name}>{row.label}</span>
        )}
      </RowHeader>
      {stages.map((stage) => {
        const of = share(row.reached[stage], row.contacts);
        const fact = t("compare.fact", {
          stage: t(`stage.${stage}`),
          reached: format.count(row.reached[stage]),
          share: of === null ? "–" : format.percent(of),
          contacts: format.count(row.contacts),
        });
        return (
          <Cell key={stage} hint={<Explanation fact={fact} />}>
            {format.count(row.reached[stage])}
          </Cell>
        );
      })}
      <Cell className={classes.strong} hint={<Explanation fact={t("definition.won")} />}>
        {row.won === null ? "–" : format.percent(row.won)}
      </Cell>
    </Row>
  );
}
