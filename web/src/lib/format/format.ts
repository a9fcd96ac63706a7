/** An amount in minor units of its ISO 4217 currency, as the API sends it. */
export interface Money {
  amount: number;
  currency: string;
}

export interface Format {
  locale: string;
  count: (value: number) => string;
  /** A share in 0…1, with one decimal: 10.5 %. */
  percent: (share: number) => string;
  /** Whole units of the currency ("10 000 $"); `exact` keeps its decimals, `code` writes USD instead of $. */
  money: (value: Money, style?: { exact?: boolean; code?: boolean }) => string;
  /** A length of time given in days; under one day it is written in hours. */
  days: (value: number) => string;
  /** "2018-03-31" as a calendar date, whatever the reader's time zone. */
  date: (day: string) => string;
  dateRange: (from: string, to: string) => string;
  /** "2018-03" */
  month: (month: string) => string;
  time: (instant: Date) => string;
  /** "2026-11-25T20:39:33Z" by the reader's clock: the time alone today, the day as well before. */
  instant: (iso: string, now?: Date) => string;
}

/** How many decimals a currency's minor unit stands for: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  const options = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return options.maximumFractionDigits ?? 2;
}

export function majorUnits(value: Money): number {
  return value.amount / 10 ** minorDigits(value.currency);
}

export function createFormat(locale: string): Format {
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(locale, {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const inUnit = (unit: "day" | "hour", digits: number) =>
    new Intl.NumberFormat(locale, {
      style: "unit",
      unit,
      unitDisplay: "long",
      maximumFractionDigits: digits,
    });
  const day = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  const month = new Intl.DateTimeFormat(locale, {
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  const time = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
  const dayAndTime = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  });
  const hours = inUnit("hour", 1);
  const days = inUnit("day", 1);
  const asDate = (iso: string) => new Date(`${iso}T00:00:00Z`);

  return {
    locale,
    count: (value) => count.format(value),
    percent: (share) => percent.format(share),
    money: (value, { exact = false, code = false } = {}) => {
      const digits = exact ? minorDigits(value.currency) : 0;
      return new Intl.NumberFormat(locale, {
        style: "currency",
        currency: value.currency,
        currencyDisplay: code ? "code" : "narrowSymbol",
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(majorUnits(value));
    },
    days: (value) => (Math.abs(value) < 1 ? hours.format(value * 24) : days.format(value)),
    date: (iso) => day.format(asDate(iso)),
    dateRange: (from, to) => day.formatRange(asDate(from), asDate(to)),
    month: (iso) => month.format(asDate(`${iso}-01`)),
    time: (instant) => time.format(instant),
    instant: (iso, now = new Date()) => {
      const at = new Date(iso);
      return (at.toDateString() === now.toDateString() ? time : dayAndTime).format(at);
    },
  };
}
