/**
 * Whose event does a paper report? A session is the centre group's own: the group stands in its title, its name or its sentence.
 * A branch meeting, a staff class or a committee's business is a stranger, even where it studied; a group of another name is not.
 */
import type { GroupRules } from "../rulebook/rulebook.ts";
import { firstMatch, hits } from "../text/matching.ts";
import type { Span } from "../text/normalized.ts";
import type { LabelHit } from "./labels.ts";
import type { Page } from "./page.ts";

/** `group`: the group's, or nothing speaks against it. `stranger`: surely another event. `unsure`: neither is certain. */
export type Whose = { kind: "group" | "stranger" | "unsure"; at: Span };

const NAMED = ["meeting_name", "topic", "title", "occasion", "session"];
const HEAD = 260;
const LINES = 3;
const SHOWN = 40;

export function whoseEvent(
  page: Page,
  labels: readonly LabelHit[],
  rules: GroupRules,
  wanted: boolean,
): Whose {
  const names = nameSpans(page, labels);
  const told = page.sentences.filter((span) => span.start < HEAD && hits(rules.event, wordsAt(page, span)));
  const first = names[0] ?? page.lines[0] ?? { start: 0, end: 0 };
  const group = (at: Span): Whose => ({
    kind: "group",
    at: { start: at.start, end: Math.min(at.end, at.start + SHOWN) },
  });
  const named = names.find((span) => hits(rules.own, own(page, span, rules)));
  if (named) return group(named);
  const inside = page.sentences.find((span) => hits(rules.own, own(page, span, rules)));
  const stranger = strangerIn(page, names, rules) ?? strangerIn(page, told.slice(0, 2), rules);
  const kin = [...names, ...told].find((span) => hits(rules.kin, wordsAt(page, span)));
  if (stranger) return { kind: inside || kin ? "unsure" : "stranger", at: stranger };
  if (inside || kin) return group(inside ?? kin ?? first);
  return {
    kind: wanted ? "unsure" : "group",
    at: { start: first.start, end: Math.min(first.end, first.start + SHOWN) },
  };
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

function strangerIn(page: Page, spans: readonly Span[], rules: GroupRules): Span | undefined {
  for (const span of spans) {
    const found = firstMatch(rules.strangers, wordsAt(page, span));
    if (found) return { start: span.start + found.index, end: span.start + found.index + found[0].length };
  }
  return undefined;
}
