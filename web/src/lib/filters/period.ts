/** A calendar day, "2018-03-31". */
export type Day = string;

export const presets = ["30d", "90d", "quarter", "year"] as const;
export type Preset = (typeof presets)[number];

export interface Span {
  from?: Day;
  to?: Day;
}

/** Whether the text is a day that exists: 2023-02-29 is not. */
export function isDay(value: unknown): value is Day {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && toDay(date) === value;
}

function toDay(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

export function addDays(day: Day, days: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return toDay(date);
}

/** The last day of a month, "2018-02" → "2018-02-28". */
export function endOfMonth(month: string): Day {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return toDay(new Date(Date.UTC(year, number, 0)));
}

/** What day it is now where the company is. */
export function today(timeZone: string, now = new Date()): Day {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(now);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** The days a preset stands for, both included; it always ends today. */
export function presetSpan(preset: Preset, now: Day): Required<Span> {
  const year = now.slice(0, 4);
  switch (preset) {
    case "30d":
      return { from: addDays(now, -29), to: now };
    case "90d":
      return { from: addDays(now, -89), to: now };
    case "quarter": {
      const first = Math.floor((Number(now.slice(5, 7)) - 1) / 3) * 3 + 1;
      return { from: `${year}-${String(first).padStart(2, "0")}-01`, to: now };
    }
    case "year":
      return { from: `${year}-01-01`, to: now };
  }
}
