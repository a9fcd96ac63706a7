import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Funnel } from "../../../lib/api/answers";
import classes from "./cohorts.module.css";
import { isMaturing } from "./maturity";

const CohortChart = lazy(() => import("./cohort-chart")); // brings ECharts: loaded when first looked at

interface Props {
  funnel: Funnel;
  lastContactOn: string | null;
}

/** How many customers each month's contacts have become so far. */
export function CohortCustomers({ funnel, lastContactOn }: Props) {
  const { t } = useTranslation();
  const bars = funnel.groups.map((group) => ({
    month: group.key,
    contacts: group.contacts,
    customers: group.stages.find((stage) => stage.stage === "customer")?.reached ?? 0,
    maturing: isMaturing(group.key, lastContactOn),
  }));
  return (
    <figure className={classes.chart}>
      <figcaption>
        <h2>{t("cohorts.chart_title")}</h2>
        <p>{t("cohorts.chart_text")}</p>
      </figcaption>
      <Suspense fallback={<Skeleton height={200} />}>
        <CohortChart bars={bars} />
      </Suspense>
    </figure>
  );
}
