export const stages = ["visitor", "lead", "mql", "sql", "opportunity", "customer"] as const;
export type Stage = (typeof stages)[number];

export const teams = ["marketing", "sales"] as const;
export type Team = (typeof teams)[number];

/** The team whose turn it is. */
export function teamOf(stage: Stage): Team {
  return stages.indexOf(stage) <= stages.indexOf("mql") ? "marketing" : "sales";
}
