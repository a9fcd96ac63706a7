import { useFormat } from "../../../lib/format/use-format";
import classes from "./interval.module.css";

const width = 132;
const height = 20;

interface Props {
  value: number;
  low: number;
  high: number;
  /** The share at the right end of the axis; it starts at zero. */
  end: number;
  average: number | null;
}

/** A conversion as a dot on its 95 % interval, beside the average of all sources: a thin line through every row. */
export function Interval({ value, low, high, end, average }: Props) {
  const x = (share: number) => Math.min(1, share / end) * (width - 8) + 4;
  const middle = height / 2;
  return (
    <svg className={classes.interval} width={width} height={height} aria-hidden="true">
      {average !== null && (
        <line className={classes.average} x1={x(average)} x2={x(average)} y1={-8} y2={height + 8} />
      )}
      <line className={classes.whisker} x1={x(low)} x2={x(high)} y1={middle} y2={middle} />
      {high > end && <path className={classes.beyond} d={`M${width - 5} ${middle - 3}l4 3l-4 3`} />}
      <circle className={classes.dot} cx={x(value)} cy={middle} r={3.5} />
    </svg>
  );
}

/** The shared axis of all rows, under the column's heading. */
export function IntervalAxis({ end }: { end: number }) {
  const { locale } = useFormat();
  const tick = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  return (
    <span className={classes.axis} aria-hidden="true">
      <span>{tick.format(0)}</span>
      <span>{tick.format(end / 2)}</span>
      <span>{tick.format(end)}</span>
    </span>
  );
}
