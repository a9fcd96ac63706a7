import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../lib/i18n";
import { Icon } from "../../ui/icon";
import classes from "./fields.module.css";
import {
  minuteOf,
  type OpeningHours,
  type OpeningPeriod,
  timeOf,
  withPeriod,
} from "./opening-hours";

interface Props {
  value: OpeningHours;
  onChange: (value: OpeningHours) => void;
}

/** A line a weekday, with as many periods as there are: a lunch break makes two. */
export function OpeningHoursEditor({ value, onChange }: Props) {
  const { t } = useTranslation();
  const [language] = useLanguage();
  const name = (weekday: number) =>
    // 1 January 2024 was a Monday.
    new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(
      Date.UTC(2024, 0, 1 + weekday),
    );
  const change = (weekday: number, periods: OpeningPeriod[]) =>
    onChange(value.map((old, index) => (index === weekday ? periods : old)));
  return (
    <div className={classes.days} role="group" aria-label={t("access.opening_hours")}>
      {value.map((periods, weekday) => (
        <div key={weekday} className={classes.day}>
          <span>{name(weekday)}</span>
          <div className={classes.periods}>
            {periods.length === 0 && <span className={classes.note}>{t("access.closed")}</span>}
            {periods.map((period, index) => (
              <Period
                key={index}
                weekday={name(weekday)}
                value={period}
                onChange={(changed) => change(weekday, periods.with(index, changed))}
                onRemove={() => change(weekday, periods.toSpliced(index, 1))}
              />
            ))}
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              aria-label={t("access.add_period", { day: name(weekday) })}
              onClick={() => change(weekday, withPeriod(periods))}
            >
              {t("access.add")}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => onChange(value.map((old, index) => (index < 5 ? (value[0] ?? []) : old)))}
        >
          {t("access.copy_monday")}
        </Button>
      </div>
    </div>
  );
}

function Period({
  weekday,
  value,
  onChange,
  onRemove,
}: {
  weekday: string;
  value: OpeningPeriod;
  onChange: (value: OpeningPeriod) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const edge = (name: keyof OpeningPeriod, label: string) => (
    <input
      type="time"
      required
      aria-label={label}
      value={timeOf(value[name])}
      onChange={(event) =>
        event.currentTarget.value &&
        onChange({ ...value, [name]: minuteOf(event.currentTarget.value, name) })
      }
    />
  );
  return (
    <span className={classes.period}>
      {edge("from_minute", t("access.opens", { day: weekday }))}–
      {edge("to_minute", t("access.closes", { day: weekday }))}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-label={t("access.remove_period", { day: weekday })}
        onClick={onRemove}
      >
        <Icon name="close" />
      </Button>
    </span>
  );
}
