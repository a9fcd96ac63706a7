/** Why signing in with the provider failed, as the server says it in the address of the sign-in. */
const problems = [
  "off",
  "unreachable",
  "no_provider",
  "other_issuer",
  "refused",
  "mistrusted",
  "email_missing",
  "email_unverified",
  "domain",
  "no_role",
  "disabled",
  "taken",
  "stale",
] as const;

export type ProviderProblem = (typeof problems)[number];

export const isProviderProblem = (text: string): text is ProviderProblem =>
  (problems as readonly string[]).includes(text);
