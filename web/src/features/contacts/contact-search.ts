import { type Day, isDay } from "../../lib/filters/period";
import type { Stage } from "../../lib/stages";

export const sorts = ["newest", "last_seen", "name", "stage"] as const;
export type Sort = (typeof sorts)[number];

/** Beside the name, which is always there. */
export const columns = [
  "email",
  "phone",
  "company",
  "title",
  "stage",
  "owner",
  "origin",
  "last_seen",
  "first_seen",
] as const;
export type Column = (typeof columns)[number];
export const usualColumns: readonly Column[] = ["company", "stage", "owner", "last_seen"];

const filterNames = ["search", "stage", "owner", "origin", "seen", "from", "to"] as const;
export type FilterName = (typeof filterNames)[number];

/** What the list shows, as the address and a saved view hold it. */
export interface ContactSearch extends Partial<Record<FilterName, string>> {
  from?: Day;
  to?: Day;
  sort?: Sort;
  /** Names with commas between. */
  columns?: string;
  /** The saved view it began as. */
  view?: string;
}

const stageList =
  /^(visitor|lead|mql|sql|opportunity|customer)(,(visitor|lead|mql|sql|opportunity|customer))*$/;

/** Reads an address or a saved view, dropping what is not valid; reversed days are put in order. */
export function readContactSearch(raw: Record<string, unknown>): ContactSearch {
  const text = (name: string) => {
    const value = raw[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const valid = (name: string, rule: RegExp) => {
    const value = text(name);
    return value !== undefined && rule.test(value) ? value : undefined;
  };
  let from = isDay(raw.from) ? raw.from : undefined;
  let to = isDay(raw.to) ? raw.to : undefined;
  if (from && to && from > to) [from, to] = [to, from];
  const search: ContactSearch = {
    search: text("search"),
    stage: valid("stage", stageList),
    owner: valid("owner", /^(me|none|\d+)$/),
    origin: typeof raw.origin === "string" ? raw.origin : undefined,
    seen: valid("seen", /^[1-9]\d{0,3}$/),
    from,
    to,
    sort: sorts.find((sort) => sort === raw.sort),
    columns: valid("columns", /^[a-z_,]+$/),
    view: valid("view", /^\d+$/),
  };
  return withoutAbsent(search);
}

/** What a saved view keeps of it. */
export function viewQuery(search: ContactSearch): Omit<ContactSearch, "view"> {
  const query = { ...search };
  delete query.view;
  return query;
}

export function sameQuery(one: ContactSearch, other: ContactSearch): boolean {
  const text = (search: ContactSearch) =>
    JSON.stringify(Object.entries(viewQuery(search)).sort(([a], [b]) => (a < b ? -1 : 1)));
  return text(one) === text(other);
}

/** Whether it is narrowed to fewer than all contacts. */
export function isNarrowed(search: ContactSearch): boolean {
  return filterNames.some((name) => search[name] !== undefined);
}

export function shownColumns(search: ContactSearch, usual: readonly Column[]): readonly Column[] {
  if (search.columns === undefined) return usual;
  const names = search.columns.split(",");
  return columns.filter((column) => names.includes(column));
}

/** As the server is asked. */
export function asRequest(search: ContactSearch) {
  const { stage, seen, owner, origin, from, to, sort } = search;
  return {
    search: search.search,
    owner,
    origin,
    from,
    to,
    sort,
    stage: stage?.split(",") as Stage[] | undefined,
    seen: seen === undefined ? undefined : Number(seen),
  };
}

/** Where the same contacts are as a file, in the same order. */
export function exportPath(search: ContactSearch): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asRequest(search))) {
    if (value !== undefined) for (const each of [value].flat()) query.append(name, String(each));
  }
  const asked = query.toString();
  return asked ? `/api/v1/contacts.csv?${asked}` : "/api/v1/contacts.csv";
}

function withoutAbsent(search: ContactSearch): ContactSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
