import type { AuditLine } from "../../lib/api/answers";
import { type Day, isDay } from "../../lib/filters/period";

export type Deed = AuditLine["deed"];

export const deeds = [
  "signed_in",
  "sign_in_refused",
  "signed_out",
  "session_revoked",
  "password_changed",
  "one_time_code_on",
  "one_time_code_off",
  "member_added",
  "member_changed",
  "member_disabled",
  "member_enabled",
  "link_made",
  "token_created",
  "token_revoked",
  "write_key_created",
  "write_key_revoked",
  "workspace_set_up",
  "workspace_changed",
  "contacts_exported",
  "audit_exported",
] as const satisfies readonly Deed[];

/** What the log is narrowed to, as the address holds it and as the server is asked. */
export interface AuditSearch {
  by?: string;
  only?: Deed;
  from?: Day;
  to?: Day;
}

/** Reads the filters from an address, dropping what is not valid; reversed days are put in order. */
export function readAuditSearch(raw: Record<string, unknown>): AuditSearch {
  const search: AuditSearch = {};
  if (typeof raw.by === "string" && raw.by) search.by = raw.by;
  const only = deeds.find((deed) => deed === raw.only);
  if (only) search.only = only;
  let from = isDay(raw.from) ? raw.from : undefined;
  let to = isDay(raw.to) ? raw.to : undefined;
  if (from && to && from > to) [from, to] = [to, from];
  if (from) search.from = from;
  if (to) search.to = to;
  return search;
}
