/** A correction answers every reason of the return (asks 5: a resubmission answers every comment, or is not accepted). */
import type { ReasonAnswer } from "./shapes.ts";

/** What has been filled in so far, by the place of the reason. */
export type Sheet = Readonly<
  Record<number, { readonly answer?: ReasonAnswer["answer"]; readonly note?: string }>
>;

/**
 * The answers to `count` reasons, or the places of those still open. Contested without a note is still open:
 * the reviewer must read why.
 */
export function completed(sheet: Sheet, count: number): { answers: ReasonAnswer[] } | { open: number[] } {
  const answers: ReasonAnswer[] = [];
  const open: number[] = [];
  for (let reason = 0; reason < count; reason++) {
    const { answer, note = "" } = sheet[reason] ?? {};
    const said = note.trim();
    if (!answer || (answer === "contested" && said === "")) open.push(reason);
    else answers.push({ reason, answer, ...(said && { note: said }) });
  }
  return open.length > 0 ? { open } : { answers };
}
