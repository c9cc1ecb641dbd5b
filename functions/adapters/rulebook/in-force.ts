/**
 * The rulebook in force in this process. An office's own folder (`QIYOU_RULEBOOK`) lies over the built-in rules; a
 * folder with errors is told of and left out, the built-in rules stay in force.
 */
import { isRulebook, type Rulebook } from "../../../core/rulebook/rulebook.ts";
import { rulebookFrom } from "./folder.ts";

let inForce: Rulebook | undefined;

export function rulebookInForce(): Rulebook {
  inForce ??= load(process.env.QIYOU_RULEBOOK);
  return inForce;
}

function load(overlay: string | undefined): Rulebook {
  const answer = rulebookFrom(overlay);
  if (isRulebook(answer)) return answer;
  const faults = answer.errors.map(({ file, line, message }) => `${file}:${line} ${message}`).join("\n");
  if (overlay === undefined) throw new Error(`${answer.message}\n${faults}`);
  console.error(`${answer.message}\n${faults}`);
  return load(undefined);
}
