import { type Day, isDay, type Preset, presets, presetSpan, type Span } from "./period";

/**
 * What every screen about contacts can be narrowed to. This is what the address bar holds: a preset stays a preset
 * there ("the last 30 days" of whoever opens the link), two days stay these two days.
 */
export interface Filters {
  period?: Preset;
  from?: Day;
  to?: Day;
  origin?: string;
}

/** Reads filters from an address, dropping what is not valid; reversed days are put in order. */
export function readFilters(raw: Record<string, unknown>): Filters {
  const filters: Filters = {};
  let from = isDay(raw.from) ? raw.from : undefined;
  let to = isDay(raw.to) ? raw.to : undefined;
  if (from && to && from > to) [from, to] = [to, from];
  if (from) filters.from = from;
  if (to) filters.to = to;
  if (!from && !to && presets.includes(raw.period as Preset)) filters.period = raw.period as Preset;
  if (typeof raw.origin === "string") filters.origin = raw.origin;
  return filters;
}

/** Only the filters of a screen's search parameters: what is carried along to the next screen. */
export function keepFilters(search: Filters): Filters {
  return readFilters({ ...search });
}

export function filterSpan(filters: Filters, now: Day): Span {
  return filters.period ? presetSpan(filters.period, now) : { from: filters.from, to: filters.to };
}

export function isFiltered(filters: Filters): boolean {
  return Object.values(keepFilters(filters)).some((value) => value !== undefined);
}
