/** A submission compared with the unit's other documents and with earlier ones: worked out when asked (docs/decisions/0020). */
import { fingerprintOf } from "../../../core/checking/similarity/fingerprint.ts";
import type { Reach } from "../../../core/rights/rights.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import { crossCheckOf } from "../checking/cross-check.ts";
import { documentOf } from "../checking/documents.ts";
import { type SimilarDocument, similarDocuments } from "../checking/similar-documents.ts";
import { namesIn } from "../people/names.ts";

export type Comparison = Awaited<ReturnType<typeof compare>>;

export async function compare(submission: Submission, reach: Reach) {
  const [crossChecked, similar, own, names, { types }] = await Promise.all([
    crossCheckOf(submission),
    similarTo(submission, reach),
    documentOf(submission),
    namesIn(submission.jurisdiction),
    rulebookInForce(submission.jurisdiction),
  ]);
  return { ...crossChecked, similar, ownText: own?.text ?? "", names, types };
}

/** Only what the reader may open: a secretary what the own unit has filed, a reviewer what is in the own reach. */
async function similarTo(submission: Submission, reach: Reach): Promise<readonly SimilarDocument[]> {
  const document = await documentOf(submission);
  const signature = document && fingerprintOf(document.text);
  if (!document || !signature) return [];
  const all = await similarDocuments(submission, { type: document.type, text: document.text, signature });
  return all.filter(({ other }) => reach.holds(other));
}
