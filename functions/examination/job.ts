/** The machine's work on one file, on a worker thread: read, recognise, check, compare with what was filed before. */
import { classify } from "../../core/checking/classify.ts";
import type { Examination } from "../../core/checking/examination.ts";
import { examine } from "../../core/checking/examine.ts";
import { layOut } from "../../core/checking/page.ts";
import { type ReadText, type Refusal, recognisedIn } from "../../core/reading/document.ts";
import { read } from "../../core/reading/read.ts";
import type { Rulebook } from "../../core/rulebook/rulebook.ts";
import { rulebookInForce } from "../adapters/rulebook/in-force.ts";
import { surroundings } from "../reading/surroundings.ts";
import { type Bundle, holdsPapers, unpack } from "./bundle.ts";

export interface ExamineJob {
  readonly bytes: Uint8Array;
  /** Whether an archive is to be taken apart; a correction is one paper. */
  readonly correction?: boolean;
  /** Whether scanned pages are to be recognised, which takes seconds a page. */
  readonly recognise?: boolean;
  readonly declaredType?: string;
  readonly asOf: string;
  readonly roster: readonly string[];
  readonly filedYear: number;
  /** The unit's earlier papers; only those of the same type are compared. */
  readonly earlier: readonly { readonly id: string; readonly type: string; readonly text: string }[];
}

export type ExamineAnswer =
  | { readonly outcome: "text"; readonly reading: ReadText; readonly examination: Examination }
  | { readonly outcome: "refused"; readonly reading: Refusal }
  | Bundle;

export async function examineFile(job: ExamineJob): Promise<ExamineAnswer> {
  const around = await surroundings(job.recognise === true);
  const reading = await read(job.bytes, around);
  if (holdsPapers(reading)) return await unpack(job.bytes, reading, around, job.correction === true);
  if (reading.outcome === "refused") return { outcome: "refused", reading };
  const rulebook = await rulebookInForce();
  const { declaredType, asOf, roster, filedYear } = job;
  const input = {
    text: reading.text,
    ...(declaredType !== undefined && { declaredType }),
    asOf,
    roster: [...roster],
    filed: { year: filedYear },
    recognised: recognisedIn(reading.places),
    against: comparable(job, reading.text, rulebook),
  };
  return { outcome: "text", reading, examination: examine(input, rulebook) };
}

/** The earlier papers of the type this text will be found to be. */
function comparable({ earlier, declaredType }: ExamineJob, text: string, rulebook: Rulebook) {
  if (earlier.length === 0) return [];
  const type = classify(layOut(text, rulebook.lexicon), rulebook, declaredType);
  return earlier.filter((paper) => paper.type === type).map(({ id, text: words }) => ({ id, text: words }));
}
