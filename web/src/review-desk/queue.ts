/** The open reviews and which of them comes next. */
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import type { SubmissionLine } from "../submission/shapes.ts";

export const queueQuery = { queryKey: ["queue"], queryFn: () => call(endpoints.queue) };

/** The first open review (the server sorts by due time) that is neither `done` nor in somebody else's hands. */
export function nextAfter(
  lines: readonly SubmissionLine[],
  done: string | undefined,
  me: string | undefined,
): SubmissionLine | undefined {
  return lines.find(
    (line) =>
      line.id !== done &&
      line.state === "in_review" &&
      (line.claimedBy === undefined || line.claimedBy === me),
  );
}
