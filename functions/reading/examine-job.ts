/** The machine's work on one file, in a child process: read, recognise, check, sign. */
import type { Examination } from "../../core/checking/examination.ts";
import { examine } from "../../core/checking/examine.ts";
import { type Fingerprint, fingerprintOf } from "../../core/checking/similarity/fingerprint.ts";
import { type ReadText, type Refusal, recognisedIn } from "../../core/reading/document.ts";
import { read } from "../../core/reading/read.ts";
import type { OnPage } from "../../core/reading/reader.ts";
import { unreadParts } from "../../core/reading/unread.ts";
import type { OwnRules } from "../../core/rulebook/own-rules.ts";
import { compiledRules } from "../adapters/rulebook/compiled.ts";
import { type Bundle, holdsPapers, unpack } from "./bundle.ts";
import { readerContext } from "./reader-context.ts";

export interface ExamineJob {
  readonly bytes: Uint8Array;
  /** Who filed it: units take turns. */
  readonly unitId?: string;
  /** Whether an archive is to be taken apart; a correction is one paper. */
  readonly correction?: boolean;
  /** Whether scanned pages are to be recognised, which takes seconds a page. */
  readonly recognise?: boolean;
  readonly declaredType?: string;
  readonly asOf: string;
  readonly roster: readonly string[];
  readonly filedYear: number;
  /** The office's own as they were when the work began: a scan that takes minutes ends by the same rules. */
  readonly rules: OwnRules;
}

export type ExamineAnswer =
  | {
      readonly outcome: "text";
      readonly reading: ReadText;
      readonly examination: Examination;
      /** By which copies are found; none of a text too short to compare. */
      readonly signature?: Fingerprint;
    }
  | { readonly outcome: "refused"; readonly reading: Refusal }
  | Bundle;

export async function examineFile(job: ExamineJob, onPage?: OnPage): Promise<ExamineAnswer> {
  const around = await readerContext(job.recognise === true, onPage);
  const reading = await read(job.bytes, around);
  if (holdsPapers(reading)) return await unpack(job.bytes, reading, around, job.correction === true);
  if (reading.outcome === "refused") return { outcome: "refused", reading };
  const rulebook = await compiledRules(job.rules);
  const { declaredType, asOf, roster, filedYear } = job;
  const input = {
    text: reading.text,
    ...(declaredType !== undefined && { declaredType }),
    asOf,
    roster: [...roster],
    filed: { year: filedYear },
    recognised: recognisedIn(reading.places),
    unread: unreadParts(reading),
  };
  const signature = fingerprintOf(reading.text);
  return {
    outcome: "text",
    reading,
    examination: examine(input, rulebook),
    ...(signature && { signature }),
  };
}
