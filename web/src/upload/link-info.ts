/** What an upload link is for, as the API answers. */
import type { z } from "zod";
import type { endpoints } from "../../../functions/api/contract/endpoints.ts";

export type LinkInfo = z.infer<NonNullable<typeof endpoints.linkInfo.answer>>;
