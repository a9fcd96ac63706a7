import type { Permission } from "../../lib/api/session";

/** What a token may be made for, the harmless first. */
export const scopes = [
  "read_figures",
  "read_contacts",
  "edit_contacts",
  "export_contacts",
  "manage_website",
  "read_audit",
  "manage_workspace",
  "manage_members",
] as const satisfies readonly Permission[];

export type Scope = (typeof scopes)[number];

export const isScope = (permission: string): permission is Scope =>
  (scopes as readonly string[]).includes(permission);
