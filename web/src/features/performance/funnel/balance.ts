import type { FunnelStage } from "../../../lib/api/answers";

export interface Balance {
  contacts: number;
  customers: number;
  /** Contacts that wait in a stage which marketing owns. */
  withMarketing: number;
  /** Contacts that wait in a stage which sales owns; customers no longer wait. */
  withSales: number;
}

/** Who became a customer, and whose turn it is for the others. */
export function balanceOf(stages: readonly FunnelStage[]): Balance {
  const current = (owner: string) =>
    stages
      .filter((stage) => stage.owner === owner && stage.stage !== "customer")
      .reduce((sum, stage) => sum + stage.current, 0);
  return {
    contacts: stages[0]?.reached ?? 0,
    customers: stages.at(-1)?.reached ?? 0,
    withMarketing: current("marketing"),
    withSales: current("sales"),
  };
}
