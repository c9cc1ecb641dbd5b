/** What an office asks of those who sign in, as it is answered and as it is changed. */
import type { z } from "zod";
import type { policyAnswer } from "../../../functions/api/contract/accounts.ts";

export type PolicyAnswer = z.infer<typeof policyAnswer>;
export type PolicyFields = Pick<PolicyAnswer, "secondFactorFor" | "signOn">;
