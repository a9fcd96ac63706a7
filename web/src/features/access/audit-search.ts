import type { AuditLine } from "../../lib/api/answers";
import { type Day, isDay } from "../../lib/filters/period";

export type Deed = AuditLine["deed"];

/** In the order of the filter; the types see to it that none is missing. */
const inOrder: Record<Deed, true> = {
  signed_in: true,
  sign_in_refused: true,
  signed_out: true,
  session_revoked: true,
  password_changed: true,
  one_time_code_on: true,
  one_time_code_off: true,
  member_added: true,
  member_changed: true,
  member_disabled: true,
  member_enabled: true,
  link_made: true,
  token_created: true,
  token_revoked: true,
  write_key_created: true,
  write_key_revoked: true,
  workspace_set_up: true,
  workspace_changed: true,
  single_sign_on_changed: true,
  revisits_changed: true,
  webhook_added: true,
  webhook_changed: true,
  webhook_secret_rotated: true,
  webhook_disabled: true,
  webhook_enabled: true,
  webhook_removed: true,
  webhook_tested: true,
  delivery_sent_again: true,
  contacts_exported: true,
  audit_exported: true,
};
export const deeds = Object.keys(inOrder) as Deed[];

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
