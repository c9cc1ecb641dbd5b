/** Head counts as a paper states them, in a sentence or in a table: 应到, 实到, 请假, and the names that stand behind 实到. */
import { FIGURE, type Figure, figuresIn } from "./figures.ts";

const BEHIND = `(?:会|学习)?(?:人数|人员|成员|数)?[:\\s|]{0,4}(?<v>${FIGURE})\\s?(?:人次|人|名|位|(?=\\s|$|[,。;、|)]))`;
const EXPECTED = new RegExp(`应(?:到|出席|参加|参会|签到|参学)${BEHIND}`, "gd");
const PRESENT = new RegExp(
  `(?:实(?:际)?(?:到|出席|参加|参会|签到|参学)|到会人数|出席人数|已?签到人数|已签到(?=\\d{1,3}人))${BEHIND}`,
  "gd",
);
const ABSENT = new RegExp(
  `(?:请假|缺席|缺勤|未到|未出席|未参加|未能到会|公差|出差|病假|事假|外出|休假|因[公病事][^\\d,。;:]{0,4})(?:人数|人员)?[:\\s]{0,3}(?<v>${FIGURE})\\s?(?:人|名|位)`,
  "gd",
);
const OTHERS = new RegExp(
  `(?:另有|还有|其余|有)(?<v>${FIGURE})(?:人|名|位)[^,。;]{0,30}(?:请假|缺席|未到|出差|没有?到|没来)`,
  "gd",
);

/** 应到/实到 | 6/5 */
const BOTH = /应到\s?[/、]\s?实到[^\d\n]{0,8}(?<expected>\d{1,3})\s?[/、]\s?(?<present>\d{1,3})/d;
const NOBODY = /(?:请假|缺席|缺勤|未到)[^,。;\n\d]{0,8}[:|\t ]\s?无(?=$|[\s,。;|])/m;

export type Headcount = {
  expected?: Figure;
  present?: Figure;
  /** Every number that may be that of the absent. */
  absent: number[];
};

/** What a text states; the first figure of each kind counts. */
export function headcountOf(text: string): Headcount {
  const both = BOTH.exec(text);
  const [expected] = both ? [pair(both, "expected")] : figuresIn(EXPECTED, text);
  const [present] = both ? [pair(both, "present")] : figuresIn(PRESENT, text);
  const near = expected ?? present;
  const from = Math.max(0, (near?.start ?? 0) - 80);
  const scope = near ? text.slice(from, near.end + 160) : text;
  const told = [...figuresIn(ABSENT, scope), ...figuresIn(OTHERS, scope)].map(({ value }) => value);
  const sum = told.reduce((a, b) => a + b, 0);
  const absent = told.length === 0 ? [] : [...told, sum, sum - (told[0] ?? 0)];
  if (told.length === 0 && NOBODY.test(text)) return { expected, present, absent: [0] };
  return { expected, present, absent: told.length === 1 ? told : absent };
}

const pair = (match: RegExpExecArray, group: "expected" | "present"): Figure => ({
  start: match.index,
  end: match.index + match[0].length,
  value: Number(match.groups?.[group]),
});

/** The words behind 实到N人 that list who was there: `,即甲、乙、丙`, `:甲、乙、丙`. */
export function listedBehind(text: string, present: Figure): { start: number; end: number } | undefined {
  const behind = text.slice(present.end, present.end + 300);
  const head = /^\s?[,:(、]?\s?(?:即|有|为|是|分别(?:是|为)|包括)?:?\s?/.exec(behind)?.[0] ?? "";
  const list = /^[^。;:\n]{4,}/.exec(behind.slice(head.length))?.[0] ?? "";
  if (head.trim() === "" || !list.includes("、")) return undefined;
  const stop = list.search(/[,、]?(?:另有|另|请假|缺席|未到|列席|因)/);
  const start = present.end + head.length;
  return { start, end: start + (stop < 0 ? list.length : stop) };
}
