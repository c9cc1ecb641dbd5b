/**
 * Whose event does a paper report? A session is the centre group's own: the group stands in its title, its name or its sentence.
 * A branch meeting, a staff class or a committee's business is a stranger, even where it studied; a group of another name is not.
 */
import type { GroupRules } from "../rulebook/rulebook.ts";
import { allMatches, firstMatch, hits } from "../text/matching.ts";
import type { Span } from "../text/normalized.ts";
import type { LabelHit } from "./labels.ts";
import type { Page } from "./page.ts";

/** `group`: the group's, or nothing speaks against it. `stranger`: surely another event. `unsure`: neither is certain. */
export type Whose = { kind: "group" | "stranger" | "unsure"; at: Span };

const NAMED = ["meeting_name", "topic", "title", "occasion", "session"];
const HEAD = 260;
const LINES = 6;
const SHOWN = 40;
const EVENTS = 2;
const BEFORE = 24;
const AFTER = 16;
const STUDY = /学习|研讨|读书|中心组/;
const HELD = /召开|举行|举办|开展|组织|来到|走进|传达|学习/;

export function whoseEvent(page: Page, labels: readonly LabelHit[], rules: GroupRules, type: string): Whose {
  const names = nameSpans(page, labels);
  const told = page.sentences
    .filter((span) => span.start < HEAD && hits(rules.event, wordsAt(page, span)))
    .slice(0, EVENTS);
  const first = names[0] ?? page.lines[0] ?? { start: 0, end: 0 };
  const shown = ({ start, end }: Span): Span => ({ start, end: Math.min(end, start + SHOWN) });
  const isOwn = (span: Span): boolean => hits(rules.own, own(page, span, rules));
  const named = names.find(isOwn) ?? told.slice(0, 1).find(isOwn);
  if (named) return { kind: "group", at: shown(named) };
  const inside = page.sentences.find(isOwn);
  const kin = [...names, ...told].find((span) => hits(rules.kin, own(page, span, rules)));
  const doubted = rules.doubted.includes(type);
  const stranger = entitled(page, names, rules) ?? (doubted ? undefined : held(page, told, rules));
  if (stranger) return { kind: inside || kin || doubted ? "unsure" : "stranger", at: stranger };
  // The group is only spoken of, and the event is no study.
  const [event] = told;
  if (inside && !kin && event && rules.named.includes(type) && !STUDY.test(wordsAt(page, event)))
    return { kind: "unsure", at: shown(event) };
  if (inside || kin) return { kind: "group", at: shown(inside ?? kin ?? first) };
  return { kind: rules.named.includes(type) ? "unsure" : "group", at: shown(first) };
}

/** What another group studied and this paper relays is not its own. */
const own = (page: Page, span: Span, rules: GroupRules): string =>
  wordsAt(page, span).replace(rules.relayed, "");
const wordsAt = (page: Page, span: Span): string => page.masked.slice(span.start, span.end);

/** Where the event is named: the title, the first lines, the values of the labels for it. */
function nameSpans(page: Page, labels: readonly LabelHit[]): Span[] {
  const lines = [...page.title, ...page.lines.slice(0, LINES).filter(({ start, end }) => end - start <= 60)];
  const values = labels
    .filter(({ elements }) => elements.some((id) => NAMED.includes(id)))
    .map(({ value }) => value);
  const seen = new Set<number>();
  return [...lines, ...values].filter(({ start, end }) => {
    if (end <= start || seen.has(start)) return false;
    seen.add(start);
    return true;
  });
}

/** A stranger's name in the name of the event. */
function entitled(page: Page, spans: readonly Span[], rules: GroupRules): Span | undefined {
  for (const span of spans) {
    const found = firstMatch(rules.strangers, wordsAt(page, span));
    if (found) return { start: span.start + found.index, end: span.start + found.index + found[0].length };
  }
  return undefined;
}

/** A stranger that held the event or was held: 工会主席 is neither. */
function held(page: Page, spans: readonly Span[], rules: GroupRules): Span | undefined {
  for (const span of spans) {
    const words = wordsAt(page, span);
    for (const { index, 0: name } of allMatches(rules.strangers, words)) {
      const end = index + name.length;
      const near = words.slice(Math.max(0, index - BEFORE), index) + words.slice(end, end + AFTER);
      if (HELD.test(near) && !/^(?:主席|书记|委员|成员|负责|干部|职工|代表)/.test(words.slice(end, end + 2)))
        return { start: span.start + index, end: span.start + end };
    }
  }
  return undefined;
}
