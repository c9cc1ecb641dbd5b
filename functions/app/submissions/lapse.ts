/** Half a year without a correction: the document lapses, with a line in its trail. What it owed stays in arrears. */

import { dropWait } from "../../adapters/table/waits.ts";
import { changeSubmission } from "./change.ts";

export async function lapseSubmission(submissionId: string): Promise<void> {
  const lapsed = await changeSubmission(submissionId, { type: "Lapse" }, { id: "machine" }, ({ events }) =>
    events.length > 0 ? [dropWait(submissionId, "correction")] : [],
  );
  if (!lapsed.ok) throw new Error(lapsed.refusal.code);
}
