// Checks on the discussion: how deep it went, and whether those who spoke were there (domain.md §4.5, §5.1).
import { type ExaminationContext, wordsOf } from "../context.ts";
import type { Speech } from "../discussion.ts";
import { namesOf } from "./attendance.ts";
import type { Check, Verdicts } from "./check.ts";

const GRADES = ["D0", "D1", "D2", "D3"];

/** The discussion is graded from `from` up to, not including, `below`. Where that is not sure, somebody is asked to look. */
export const grade: Check<"grade"> = (context, verdicts, rule) => {
  // A form with 某副局长 in it has been reported as a form.
  if (verdicts.get(rule.element)?.state === "placeholder") return [];
  const { discussion } = context;
  const at = GRADES.indexOf(discussion.grade);
  if (at < GRADES.indexOf(rule.from) || at >= GRADES.indexOf(rule.below)) return [];
  const unsure = !discussion.sure && rule.severity === "error";
  return [
    {
      at: discussion.evidence ?? { start: 0, end: 0 },
      values: { grade: discussion.grade },
      ...(unsure && { severity: "look" as const }),
    },
  ];
};

const FEWEST = 3;
const COLLECTIVE = /全体|各|等|其他|有关|负责人|科室|以上|班子|成员|代表|人员|\d+\s?[人名]/;
const WRITTEN = /书面/;

/**
 * Somebody spoke who is not on the list. Only a list of names and nothing else proves it, and only for what is surely a name: of
 * the roster or of the absent. Who is named elsewhere before the first speech was there.
 */
export const speakerPresent: Check<"speaker_present"> = (context, verdicts, rule) => {
  const listed = verdicts.get(rule.named);
  const names = namesOf(verdicts, rule.named);
  const list = listed ? wordsOf(context, listed.evidence) : "";
  if (!listed || names.length < FEWEST || COLLECTIVE.test(list)) return [];
  const spoken = new Set(namesOf(verdicts, rule.speakers));
  return context.discussion.speeches
    .filter((speech) => spoken.has(speech.name) && !names.includes(speech.name))
    .filter((speech) => !there(context, verdicts, speech, rule.absent))
    .map((speech) => ({
      at: speech.at,
      values: { person: speech.name },
      ...(!surelyNamed(context, verdicts, speech, rule.absent) && { severity: "look" as const }),
    }));
};

/** Named among the guests, beside a written speech, or anywhere before the speeches but among the absent. */
function there(context: ExaminationContext, verdicts: Verdicts, speech: Speech, absent: string): boolean {
  const { text } = context.page;
  if (
    WRITTEN.test(
      wordsOf(context, { start: speech.at.start, end: Math.min(speech.at.end, speech.at.start + 40) }),
    )
  )
    return true;
  const first = Math.min(...context.discussion.speeches.map(({ at }) => at.start));
  const head = text.slice(0, first).replace(/[ \t]/g, "");
  const away = verdicts.get(absent);
  const missing = away ? wordsOf(context, away.evidence).replace(/[ \t]/g, "") : "";
  if (missing.includes(speech.name)) return false;
  // 尤站长 stands for somebody of that surname.
  const short = speech.name.slice(0, 1);
  return head.includes(speech.name) || (!/^.{2,3}$/.test(speech.name) && head.includes(short));
}

function surelyNamed(
  context: ExaminationContext,
  verdicts: Verdicts,
  speech: Speech,
  absent: string,
): boolean {
  const away = verdicts.get(absent);
  const missing = away ? wordsOf(context, away.evidence).replace(/[ \t]/g, "") : "";
  return context.input.roster?.includes(speech.name) === true || missing.includes(speech.name);
}
