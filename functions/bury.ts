/** What was given up after all attempts: kept where the administrator sees it. */
import * as z from "zod";
import { bury } from "./adapters/table/dead-letters.ts";

const input = z.object({ what: z.string(), error: z.string(), attempts: z.number(), body: z.string() });

export async function handler(event: unknown): Promise<void> {
  const { what, error, attempts, body } = input.parse(event);
  await bury(what, error, attempts, body);
}
