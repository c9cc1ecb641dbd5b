/**
 * The samples of a cross-document rule: papers one after the other, each behind a line `#材料：study_scheme`; before them
 * what is known besides, `#名单：柳岸、梅岭`, `#下次：2024-06-03` (next session), `#月份：2024-04、2024-05、2024-06`.
 */
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { examinedAs } from "../examine.ts";
import type { CheckedDocument, ComparedSet } from "./element-ref.ts";

const PAPER = /^#材料[：:](.*)\n/m;

/** A sample as the papers of a session, each examined as the type it is said to be. */
export function sampledSet(sample: string, asOf: string, rulebook: Rulebook): ComparedSet {
  const [known = "", ...rest] = sample.split(PAPER);
  const papers: CheckedDocument[] = [];
  for (let at = 0; at < rest.length; at += 2) {
    const type = rulebook.types.get(rest[at]?.trim() ?? "");
    const text = rest[at + 1] ?? "";
    if (!type) continue;
    const examination = examinedAs(type, { text, asOf }, rulebook);
    papers.push({ id: `${type.id}-${at / 2}`, type: type.id, text, examination });
  }
  const said = (what: string): string | undefined =>
    new RegExp(`^#${what}[：:](.*)$`, "m").exec(known)?.[1]?.trim();
  const [next, months] = [said("下次"), said("月份")];
  return {
    papers,
    roster: said("名单")?.split("、") ?? [],
    ...(next !== undefined && { next }),
    ...(months !== undefined && { months: months.split("、") }),
  };
}
