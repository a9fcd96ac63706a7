import { addDays, type Day, endOfMonth } from "../../../lib/filters/period";

/** How long a month's contacts are given to become customers before the month is compared with the others. */
export const maturingDays = 90;

/**
 * A month is still maturing when it ended fewer than 90 days before the last day on which a contact was first known:
 * its later stages will still fill. The last contact, not today, is the yardstick, so that a workspace whose import
 * stopped a while ago does not look finished.
 *
 * With a last contact on 31 May 2018: February (ended 92 days before) is mature, March (61 days) is not.
 */
export function isMaturing(month: string, lastContactOn: Day | null): boolean {
  return lastContactOn !== null && endOfMonth(month) > addDays(lastContactOn, -maturingDays);
}
