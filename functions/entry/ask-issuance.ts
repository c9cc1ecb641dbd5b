/** The workflow waits for the leader. */
import * as z from "zod";
import { askIssuance } from "../app/notices/ask-issuance.ts";

const input = z.object({ noticeId: z.string(), token: z.string(), execution: z.string() });

export const handler = (event: unknown): Promise<void> => askIssuance(input.parse(event));
