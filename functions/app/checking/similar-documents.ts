/** Earlier filings that a document is like: found by the index, then compared word by word. */

import type { Fingerprint } from "../../../core/checking/similarity/fingerprint.ts";
import {
  type SharedPassage,
  sharedPassages,
  similarity,
} from "../../../core/checking/similarity/similarity.ts";
import type { Submission } from "../../../core/submissions/submission.ts";
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";
import {
  type FiledDocument,
  indexAcrossUnits,
  similarAcrossUnits,
  similarWithinUnit,
} from "../../adapters/table/similar-documents.ts";
import { getSubmission } from "../../adapters/table/submissions.ts";
import { documentOf } from "./documents.ts";

export interface SimilarDocument {
  readonly other: Submission;
  /** Exact, 0 to 1. */
  readonly share: number;
  readonly elsewhere: boolean;
  readonly passages: readonly SharedPassage[];
  readonly otherText: string;
}

/** An estimate may be so much too low. */
const DOUBT = 0.1;
const MAX_COMPARED = 3;

const filedDocument = ({ id, jurisdiction, unitId }: Submission, documentType: string): FiledDocument => ({
  jurisdiction,
  unitId,
  documentType,
  submissionId: id,
});

/**
 * Papers that were received before this one and share so much with it that the rulebook speaks of a copy, the closest
 * first: of the unit's own history, and of all units where the rulebook compares that type across units.
 *
 * @param index whether this paper is made findable across units on the way
 */
export async function similarDocuments(
  submission: Submission,
  {
    type,
    text,
    signature,
  }: { readonly type: string; readonly text: string; readonly signature: Fingerprint },
  { index = false } = {},
): Promise<SimilarDocument[]> {
  const rulebook = await rulebookInForce(submission.jurisdiction);
  const { warning, acrossUnits, except } = rulebook.duplicates;
  if (except.includes(type)) return [];
  const document = filedDocument(submission, type);
  const least = warning - DOUBT;
  const beyondUnit = acrossUnits.includes(type);
  const [within, beyond] = await Promise.all([
    similarWithinUnit(document, signature, least),
    beyondUnit ? similarAcrossUnits(document, signature, least) : undefined,
  ]);
  if (beyond && index) await indexAcrossUnits(document, signature, beyond.bands);
  const compared = await Promise.all(
    [...within.slice(0, MAX_COMPARED), ...(beyond?.candidates ?? []).slice(0, MAX_COMPARED)].map(
      async ({ submissionId }): Promise<SimilarDocument[]> => {
        const other = await getSubmission(submissionId);
        const paper = other && stands(other, submission) ? await documentOf(other) : undefined;
        if (!other || !paper) return [];
        const share = similarity(text, paper.text, rulebook);
        if (share < warning) return [];
        const passages = sharedPassages(text, paper.text);
        return [
          { other, share, elsewhere: other.unitId !== submission.unitId, passages, otherText: paper.text },
        ];
      },
    ),
  );
  return compared.flat().sort((a, b) => b.share - a.share);
}

/** Filed before, and not taken back or refused since. */
const stands = ({ state, receivedAt, id }: Submission, own: Submission): boolean =>
  state !== "withdrawn" &&
  state !== "rejected" &&
  (receivedAt < own.receivedAt || (receivedAt === own.receivedAt && id < own.id));
