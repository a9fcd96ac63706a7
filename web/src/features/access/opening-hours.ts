import type { Workspace } from "../../lib/api/answers";

/** Seven days, Monday first, each a list of periods in minutes after midnight. */
export type OpeningHours = Workspace["opening_hours"];
export type OpeningPeriod = OpeningHours[number][number];

const day = 24 * 60;

export const usualHours: OpeningHours = [0, 1, 2, 3, 4, 5, 6].map((weekday) =>
  weekday < 5 ? [{ from_minute: 9 * 60, to_minute: 18 * 60 }] : [],
);

/** 540 as "09:00"; the end of a day as "00:00", which is how a time field shows it. */
export const timeOf = (minute: number) =>
  [Math.floor(minute / 60) % 24, minute % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");

/** "09:00" as 540; an end of "00:00" is the end of the day. */
export function minuteOf(time: string, edge: keyof OpeningPeriod): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const minute = hours * 60 + minutes;
  return edge === "to_minute" && minute === 0 ? day : minute;
}

/** One more period of that day: after the last one, or the usual hours when it was closed. */
export function withPeriod(periods: readonly OpeningPeriod[]): OpeningPeriod[] {
  const last = periods.at(-1);
  if (!last) return [{ from_minute: 9 * 60, to_minute: 18 * 60 }];
  const from = Math.min(last.to_minute + 60, day - 60);
  return [...periods, { from_minute: from, to_minute: Math.min(from + 4 * 60, day) }];
}
