/** Scans, scans that were damaged on their way, and pictures made to do harm: what comes is drawn, and how it may end is known. */
import { SCANNED, scanned } from "../fixtures/scanned.ts";
import { type Chance, damaged } from "../hostile/damage.ts";
import { pictures } from "../hostile/pictures.ts";
import type { Paper } from "../paper.ts";

export interface FirePaper {
  readonly paper: Paper;
  /** Right ends: `text`, or the reason of the refusal; anything that is an end where nobody can know. */
  readonly ends: readonly string[] | "any";
}

const hostile = pictures.filter(({ alone }) => !alone);

/** Of ten papers five are sound scans, two are damaged and three were made to do harm. */
export async function firePaper(n: number, draw: Chance): Promise<FirePaper> {
  const paper = (name: string, bytes: Uint8Array): Paper => ({
    fileName: `${n}-${name}`,
    documentType: "study_scheme",
    bytes,
  });
  const name = SCANNED[draw(SCANNED.length)] ?? "";
  const trap = hostile[draw(hostile.length)];
  const kind = n % 10;
  if (kind >= 7 && trap) return { paper: paper(trap.name, await trap.make()), ends: trap.answers };
  if (kind >= 5) {
    const bytes = damaged(scanned(name), draw, scanned(SCANNED[draw(SCANNED.length)] ?? ""));
    // Nothing at all is not taken by the store.
    return { paper: paper(name, bytes.length > 0 ? bytes : Uint8Array.of(0)), ends: "any" };
  }
  return { paper: paper(name, scanned(name)), ends: ["text"] };
}
