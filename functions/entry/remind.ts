/**
 * Runs every hour: tells people of whatever is nearly due or overdue, records each telling in its subject's trail, and gives
 * back reviews whose claim has expired.
 */

import { tellDueTerms } from "../app/subjects/tell-terms.ts";
import { freeExpiredClaims } from "../app/submissions/claims.ts";

export async function handler(): Promise<{ told: number; freed: number }> {
  const freed = await freeExpiredClaims();
  return { ...(await tellDueTerms()), freed };
}
