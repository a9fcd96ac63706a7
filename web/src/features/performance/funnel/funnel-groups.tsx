import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Funnel } from "../../../lib/api/answers";
import { type FunnelSearch, type Grouping, groupings } from "../search";
import classes from "./funnel-groups.module.css";
import { GroupTable } from "./group-table";

interface Props {
  funnel: Funnel;
  search: FunnelSearch;
  onChange: (change: Partial<FunnelSearch>) => void;
}

/** The same funnel, compared by where the contacts came from. */
export function FunnelGroups({ funnel, search, onChange }: Props) {
  const { t } = useTranslation();
  const { by } = search;
  return (
    <section className={classes.groups} aria-labelledby="compare">
      <header>
        <h2 id="compare">{t("compare.title")}</h2>
        <SegmentedControl
          size="xs"
          aria-labelledby="compare"
          value={by ?? "none"}
          onChange={(value) =>
            onChange({
              by: groupings.find((grouping) => grouping === value),
              sort: undefined,
              rows: undefined,
            })
          }
          data={(["none", ...groupings] as const).map((value: Grouping | "none") => ({
            value,
            label: t(`compare.${value}`),
          }))}
        />
      </header>
      {by ? (
        <GroupTable key={by} by={by} funnel={funnel} search={search} onChange={onChange} />
      ) : (
        <p className={classes.note}>{t("compare.invitation")}</p>
      )}
    </section>
  );
}
