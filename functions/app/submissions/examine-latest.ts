/** What the machine says of a submission's newest revision. */
import { elementLines } from "../../../core/checking/element-line.ts";
import type { Examination } from "../../../core/checking/examination.ts";
import { countLooks } from "../../../core/checking/looks.ts";
import { refuse } from "../../../core/reading/refusal.ts";
import type { Rulebook } from "../../../core/rulebook/rulebook.ts";
import { inheritedOverrulings } from "../../../core/submissions/overruling.ts";
import { type ExaminationSummary, latestRevision } from "../../../core/submissions/submission.ts";
import { getReceived } from "../../adapters/bucket.ts";
import { clock } from "../../adapters/clock.ts";
import { rulebookInForce, rulesInForce } from "../../adapters/rulebook/in-force.ts";
import { filedBefore } from "../../adapters/table/content-hashes.ts";
import { progressOf } from "../../adapters/table/progress.ts";
import { writeFingerprint } from "../../adapters/table/similar-documents.ts";
import type { Known } from "../../adapters/table/submissions.ts";
import type { Write } from "../../adapters/table/transaction.ts";
import { getUnit } from "../../adapters/table/units.ts";
import { examineInWorker, hashOf } from "../../reading/examine-child.ts";
import { keepDocument } from "../checking/documents.ts";
import { addFindingsOfOthers } from "../checking/findings-of-others.ts";
import { resultKey, results } from "../checking/result.ts";
import { rosterOf } from "../units/roster.ts";
import { divide } from "./division.ts";

interface Examined {
  readonly examination?: ExaminationSummary;
  /** What becomes true with the examination. */
  readonly also?: readonly Write[];
}

/**
 * Reads and checks the newest revision and keeps the whole result in the bucket. `under way`: a scan is still being
 * recognised; `divided`: it was an archive, whose papers go their own way.
 * @param givenUp whether the machine has tried often enough: then it only says so
 */
export async function examineLatest(
  row: Known,
  givenUp: boolean,
): Promise<Examined | "under way" | "divided"> {
  const { state: submission } = row;
  const revision = latestRevision(submission);
  if (!revision) return {};
  const { id, jurisdiction, unitId, declaredType } = submission;
  const unit = await getUnit(jurisdiction, unitId);
  const key = resultKey(id, revision.number);
  const fetch = () => getReceived(revision.object);
  const file = {
    size: revision.object.size,
    fetch,
    unitId,
    ...(declaredType !== undefined && { declaredType }),
    asOf: clock.today(),
    roster: rosterOf(unit, submission.period),
    filedYear: Number(submission.period.slice(0, 4)),
    correction: revision.number > 1,
    rules: await rulesInForce(jurisdiction),
  };
  const examined = givenUp
    ? ({ sha256: hashOf(await fetch()), answer: { outcome: "refused", reading: refuse("unread") } } as const)
    : await examineInWorker(key, file, progressOf(jurisdiction, id, revision.number));
  if (!examined) return "under way";
  const { sha256, answer } = examined;
  if (answer.outcome === "bundle") {
    await divide(row, revision, answer);
    return "divided";
  }
  const sameBytesAs = (await filedBefore(jurisdiction, sha256)).filter((other) => other !== id);
  if (answer.outcome === "text") await addFindingsOfOthers(submission, answer);
  const { signature, ...result } = { signature: undefined, ...answer };
  await results.put(key, result);
  const common = {
    sha256,
    examinedAt: clock.instant(),
    resultKey: key,
    ...(sameBytesAs.length > 0 && { sameBytesAs }),
  };
  if (result.outcome === "refused")
    return {
      examination: {
        ...common,
        outcome: "refused",
        refusal: result.reading.reason,
        documentType: declaredType ?? "",
        errors: result.reading.reason === "unread" ? 0 : 1,
        looks: 0,
        warnings: 0,
        rulebook: "",
      },
    };
  const { examination, reading } = result;
  keepDocument(id, revision.number, examination, reading.text);
  const document = { jurisdiction, unitId, documentType: examination.type, submissionId: id };
  return {
    examination: {
      ...common,
      ...summaryOf(
        examination,
        inheritedOverrulings(submission, examination.findings),
        await rulebookInForce(jurisdiction),
      ),
    },
    also: signature ? [writeFingerprint(document, signature)] : [],
  };
}

/** What lists, routing and notices need of an examination. */
function summaryOf(
  examination: Examination,
  inherited: NonNullable<ExaminationSummary["inherited"]>,
  rulebook: Pick<Rulebook, "types">,
) {
  const count = (severity: string) =>
    examination.findings.filter((finding) => finding.severity === severity).length;
  const { counted, discussion, effectiveDate, title } = examination;
  return {
    outcome: "text" as const,
    documentType: examination.type,
    errors: count("error"),
    looks: countLooks(elementLines(examination, rulebook), examination.findings),
    warnings: count("warning"),
    rulebook: examination.rulebook,
    rules: [...new Set(examination.findings.map(({ rule }) => rule))],
    ...(effectiveDate !== undefined && { effectiveDate }),
    ...(discussion !== undefined && { discussion }),
    ...(title !== undefined && { title }),
    ...(inherited.length > 0 && { inherited }),
    ...(counted && {
      counted: {
        counted: counted.counted,
        ...(counted.reason !== undefined && { reason: counted.reason }),
        ...(counted.evidence && { evidence: counted.evidence.text }),
      },
    }),
  };
}
