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

export const isRole = (text: string | null): text is Role =>
  (roles as readonly (string | null)[]).includes(text);
