/** The machine's work on one file, on a worker thread: read, recognise, check, compare with what was filed before. */
import type { Examination } from "../../core/checking/examination.ts";
import { examine } from "../../core/checking/examine.ts";
import type { ReadText, Refusal } from "../../core/reading/document.ts";
import { read } from "../../core/reading/read.ts";
import { rulebookInForce } from "../adapters/rulebook/in-force.ts";
import { nodeAssets } from "../reading/assets.ts";

export interface ExamineJob {
  readonly bytes: Uint8Array;
  readonly declaredType?: string;
  readonly asOf: string;
  readonly roster: readonly string[];
  readonly filedYear: number;
  /** The unit's earlier papers; only those of the same type are compared. */
  readonly earlier: readonly { readonly id: string; readonly type: string; readonly text: string }[];
}

export type ExamineAnswer =
  | { readonly outcome: "text"; readonly reading: ReadText; readonly examination: Examination }
  | { readonly outcome: "refused"; readonly reading: Refusal };

export async function examineFile(job: ExamineJob): Promise<ExamineAnswer> {
  const reading = await read(job.bytes, { assets: nodeAssets });
  if (reading.outcome === "refused") return { outcome: "refused", reading };
  const rulebook = rulebookInForce();
  const input = {
    text: reading.text,
    ...(job.declaredType !== undefined && { declaredType: job.declaredType }),
    asOf: job.asOf,
    roster: [...job.roster],
    filed: { year: job.filedYear },
  };
  const alone = examine(input, rulebook);
  const against = job.earlier
    .filter((paper) => paper.type === alone.type)
    .map(({ id, text }) => ({ id, text }));
  const examination = against.length === 0 ? alone : examine({ ...input, against }, rulebook);
  return { outcome: "text", reading, examination };
}
