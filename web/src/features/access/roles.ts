import type { Member } from "../../lib/api/answers";

export type Role = Member["role"];

export const roles = [
  "admin",
  "marketing_head",
  "marketer",
  "sales_head",
  "rep",
  "reader",
] as const satisfies readonly Role[];

/** The team that goes with a role. */
export const teamOf: Record<Role, Member["team"]> = {
  admin: "none",
  marketing_head: "marketing",
  marketer: "marketing",
  sales_head: "sales",
  rep: "sales",
  reader: "none",
};

export const isRole = (text: string | null): text is Role =>
  (roles as readonly (string | null)[]).includes(text);
