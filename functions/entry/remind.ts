/** Runs every hour: tells people of whatever is nearly due or overdue, and records each telling in its subject's trail. */
import { tellDueTerms } from "../app/subjects/tell-terms.ts";

export const handler = (): Promise<{ told: number }> => tellDueTerms();
