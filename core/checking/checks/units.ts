// Another unit's name that was left in the text (domain.md §5.5): the paper was taken from elsewhere.
import { firstMatch } from "../../text/matching.ts";
import type { Span } from "../../text/normalized.ts";
import { type ExaminationContext, wordsOf } from "../context.ts";
import { actingUnits, mayBeSame, ownSections, type UnitName, unitsIn } from "../structure/units.ts";
import type { Check, CheckHit, Verdicts } from "./check.ts";

const HEAD_LINES = 3;
/** 局, 我校: too short to be told from another. */
const SHORTEST = 4;
const REPORTED = /现将[^,。;\n]{2,40}?(?:情况|工作|总结)/;
/** Whoever studies with others, or from them, names them with good reason. */
const TOGETHER =
  /联合|联学|联组|赴|参观|交流(?!发言)|走进|邀请|应邀|兄弟|经验|做法|案例|转发|来自|专家|教授|观摩|结对|共建|先进|典型|(?:前来|到会|应邀|派员)[^,。;]{0,4}参加|列席|与[^,。;]{2,20}(?:共同|一起|一同)|和[^,。;]{2,20}(?:共同|一起|一同)/;
const NAME_BEHIND = /^(?:[\u4e00-\u9fff]{0,8})?[\t ]{1,8}(?<person>[\u4e00-\u9fff]{2,4})(?=$|[\t ,。)])/;

/** In the body another unit acts as the own one; or the same person signs for two units. */
export const otherUnit: Check<"other_unit"> = (context, verdicts, rule) => {
  const own = ownUnits(context, verdicts, rule.own);
  const twice = signedTwice(context);
  const hit = (at: UnitName, other: string, severity?: "look"): CheckHit => ({
    at,
    values: { other: at.name, own: other },
    ...(severity && { severity }),
  });
  if (twice) return [hit(twice.second, twice.first.name)];
  const strange = rule.signed ? signedByOther(context) : undefined;
  if (strange) return [hit(strange.signature, strange.title.name)];
  const [first] = own.filter(({ name }) => name.length >= SHORTEST);
  if (!first) return [];
  for (const span of body(context.page.sentences, context)) {
    const words = context.page.masked.slice(span.start, span.end);
    if (TOGETHER.test(words)) continue;
    for (const unit of actingUnits(words)) {
      const at = { ...unit, start: unit.start + span.start, end: unit.end + span.start };
      if (own.some(({ name }) => mayBeSame(name, unit.name)) || mentions(context, unit.name) > 1) continue;
      // Only a paper's own sections are told what to do as one's own; otherwise the other unit may stand there with good reason.
      return [hit(at, first.name, ownSections(words.slice(unit.end)) ? undefined : "look")];
    }
  }
  return [];
};

/** Units of the title, the first lines and the elements that name the paper's own. */
function ownUnits(context: ExaminationContext, verdicts: Verdicts, elements: readonly string[]): UnitName[] {
  const spans: Span[] = [
    ...context.page.title,
    ...context.page.lines.slice(0, HEAD_LINES).filter((line) => bare(context, line)),
    ...elements.flatMap((id) => verdicts.get(id)?.evidence ?? []),
    ...context.page.lines.slice(-HEAD_LINES).filter((line) => bare(context, line)),
  ];
  // 现将某局党组…情况报告如下: the paper says whose it is.
  const reported = firstMatch(REPORTED, context.page.text);
  if (reported) spans.push({ start: reported.index, end: reported.index + reported[0].length });
  return spans.flatMap((span) =>
    unitsIn(wordsOf(context, { start: span.start, end: Math.min(span.end, span.start + 120) })),
  );
}

/** A line that names and dates, and says nothing. */
const bare = (context: ExaminationContext, line: Span): boolean =>
  line.end - line.start <= 40 && !/[,。;:]/.test(wordsOf(context, line));

const body = (sentences: readonly Span[], { page }: ExaminationContext): Span[] => {
  const from = page.lines[Math.min(1, page.lines.length - 1)]?.start ?? 0;
  return sentences.filter(({ start }) => start >= from);
};

/** Title and signature name two units of one kind that cannot be the same. */
function signedByOther(context: ExaminationContext): { title: UnitName; signature: UnitName } | undefined {
  const { page } = context;
  const named = page.title.flatMap((line) => unitsIn(wordsOf(context, line)));
  const signatures = page.lines
    .slice(-HEAD_LINES)
    .filter((line) => bare(context, line) && line.start > (page.title.at(-1)?.end ?? 0))
    .flatMap((line) =>
      unitsIn(wordsOf(context, line)).map((unit) => ({
        ...unit,
        start: unit.start + line.start,
        end: unit.end + line.start,
      })),
    );
  const title = named[0];
  if (!title || named.some((one) => signatures.some((other) => mayBeSame(one.name, other.name))))
    return undefined;
  const signature = signatures.find(({ kind }) => named.some((one) => one.kind === kind));
  return signature && { title: named.find(({ kind }) => kind === signature.kind) ?? title, signature };
}

const mentions = ({ page }: ExaminationContext, name: string): number => page.text.split(name).length - 1;

/** The same name behind two units of one kind that cannot be the same. */
function signedTwice({ page }: ExaminationContext): { first: UnitName; second: UnitName } | undefined {
  const signed = new Map<string, UnitName>();
  for (const line of page.lines) {
    if (line.end - line.start > 40) continue;
    const words = page.text.slice(line.start, line.end);
    for (const unit of unitsIn(words)) {
      const person = NAME_BEHIND.exec(words.slice(unit.end))?.groups?.person;
      if (!person) continue;
      const at = { ...unit, start: unit.start + line.start, end: unit.end + line.start };
      const known = signed.get(person);
      if (known && known.kind === unit.kind && !mayBeSame(known.name, unit.name))
        return { first: known, second: at };
      signed.set(person, known ?? at);
    }
  }
  return undefined;
}
