import type { EChartsCoreOption } from "echarts/core";
import type { TFunction } from "i18next";
import type { Format } from "../../../lib/format/format";

export interface CohortBar {
  month: string;
  contacts: number;
  customers: number;
  maturing: boolean;
}

interface Context {
  t: TFunction;
  format: Format;
  fontFamily: string;
}

/**
 * A colour of tokens.css. The browser looks it up when it paints, so that the drawing follows the theme, and the paper
 * when printed, without being drawn again.
 */
const color = (name: string) => `var(--${name})`;

/** Bars that carry their own number, so that there is no scale to read off and no legend to look up. */
export function chartOption(
  bars: readonly CohortBar[],
  { t, format, fontFamily }: Context,
): EChartsCoreOption {
  const text = { color: color("ink-2"), fontSize: 11, fontFamily };
  return {
    animationDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 300,
    grid: { left: 0, right: 0, top: 20, bottom: 22 },
    xAxis: {
      type: "category",
      data: bars.map((bar) => format.month(bar.month)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: color("line-strong") } },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: { type: "value", show: false },
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "none" },
      confine: true,
      backgroundColor: color("inverse"),
      borderWidth: 0,
      padding: [8, 12],
      textStyle: { ...text, fontSize: 12, color: color("on-inverse") },
      formatter: (items: { dataIndex: number }[]) =>
        describe(bars[items[0]?.dataIndex ?? 0], t, format),
    },
    series: [
      {
        type: "bar",
        barMaxWidth: 44,
        emphasis: { disabled: true },
        barCategoryGap: "30%",
        data: bars.map((bar) => ({
          value: bar.customers,
          itemStyle: bar.maturing
            ? {
                color: color("sales-soft"),
                borderColor: color("sales"),
                borderType: "dashed",
                borderWidth: 1,
              }
            : { color: color("sales") },
        })),
        label: {
          ...text,
          show: true,
          position: "top",
          color: color("ink"),
          formatter: ({ value }: { value: number }) => format.count(value),
        },
        labelLayout: { hideOverlap: true },
      },
    ],
  };
}

/** An element rather than HTML text: the content security policy refuses styles inside text, and nothing needs escaping. */
function describe(bar: CohortBar | undefined, t: TFunction, format: Format): HTMLElement {
  const box = document.createElement("div");
  if (!bar) return box;
  const share = bar.contacts > 0 ? format.percent(bar.customers / bar.contacts) : "–";
  const lines = [
    format.month(bar.month),
    t("cohorts.fact", {
      customers: format.count(bar.customers),
      contacts: format.count(bar.contacts),
      share,
    }),
    ...(bar.maturing ? [t("cohorts.maturing")] : []),
  ];
  for (const line of lines) {
    const row = document.createElement("div");
    row.textContent = line;
    box.append(row);
  }
  return box;
}
