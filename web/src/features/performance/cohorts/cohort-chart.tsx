import { BarChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { type ECharts, init, use as register } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/format/use-format";
import { type CohortBar, chartOption } from "./cohort-chart-option";
import classes from "./cohorts.module.css";

register([BarChart, GridComponent, TooltipComponent, LabelLayout, SVGRenderer]);

/** The same figures stand in the table below, so the drawing itself is one image to a screen reader. */
export default function CohortChart({ bars }: { bars: CohortBar[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);

  useEffect(() => {
    if (!box.current) return;
    const instance = init(box.current);
    chart.current = instance;
    const observer = new ResizeObserver(() => instance.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      instance.dispose();
    };
  }, []);

  useEffect(() => {
    const { fontFamily } = getComputedStyle(document.body);
    chart.current?.setOption(chartOption(bars, { t, format, fontFamily }));
  }, [bars, t, format]);

  const total = bars.reduce((sum, bar) => sum + bar.customers, 0);
  return (
    <div
      ref={box}
      className={classes.canvas}
      role="img"
      aria-label={t("cohorts.chart_label", { count: total, customers: format.count(total) })}
    />
  );
}
