/** How often the upload page asks where a submission stands. */
import { RECOGNISING } from "../submission/pace.ts";
import type { SubmissionLine } from "../submission/shapes.ts";

/**
 * Milliseconds until the next look, or false once it is settled.
 * @param line `null` while the arrived file is not registered yet
 * @param awaited the revision that was sent last
 * @param looks how often it was asked already: what takes long is asked less often
 */
export function nextLook(
  line: Pick<SubmissionLine, "revision" | "turn" | "recognising"> | null | undefined,
  awaited: number,
  looks: number,
): number | false {
  const moving = !line || line.revision < awaited || line.turn === "machine";
  if (moving && line?.recognising) return RECOGNISING;
  if (moving) return looks < 60 ? 2_000 : 10_000;
  return line.turn === "reviewer" ? 20_000 : false;
}
