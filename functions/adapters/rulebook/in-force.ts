/**
 * The rulebook in force in this process. An office's own folder (`QIYOU_RULEBOOK`) lies over the built-in rules; a
 * folder with errors is told of and left out, the built-in rules stay in force.
 */
import { isRulebook, type Rulebook } from "../../../core/rulebook/rulebook.ts";

let inForce: Promise<Rulebook> | undefined;

/** What reads the rules is loaded with them, at the first question: many a function's life ends without one. */
export function rulebookInForce(): Promise<Rulebook> {
  inForce ??= load(process.env.QIYOU_RULEBOOK);
  return inForce;
}

async function load(overlay: string | undefined): Promise<Rulebook> {
  const { rulebookFrom } = await import("./folder.ts");
  const answer = rulebookFrom(overlay);
  if (isRulebook(answer)) return answer;
  const faults = answer.errors.map(({ file, line, message }) => `${file}:${line} ${message}`).join("\n");
  if (overlay === undefined) throw new Error(`${answer.message}\n${faults}`);
  console.error(`${answer.message}\n${faults}`);
  return load(undefined);
}
