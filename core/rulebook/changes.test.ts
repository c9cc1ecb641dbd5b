import { expect, test } from "vitest";
import { rulebookOf } from "../../functions/adapters/rulebook/folder.ts";
import { changesBetween } from "./changes.ts";
import { isRulebook, type Rulebook } from "./rulebook.ts";

const loaded = (over: Record<string, string> = {}): Rulebook => {
  const answer = rulebookOf(over);
  if (!isRulebook(answer)) throw new Error(JSON.stringify(answer.errors));
  return answer;
};
const builtIn = loaded();
const changed = (over: Record<string, string>) => changesBetween(builtIn, loaded(over));
const NOTHING = { types: [], rules: [], settings: [] };

const REPORT =
  "type: river_report\nname: 巡河报告\nsource: 县河长办通知\nsamples: {}\ntitle:\n  - { p: 巡河报告, w: 9 }\nelements:\n  - use: place\n  - use: unit\n";

test("the same rules change nothing, however often they are loaded", () => {
  expect(changed({})).toEqual(NOTHING);
});

test("a type comes with its elements, and goes with them", () => {
  const before = loaded({ "types/river_report.yaml": REPORT });
  const type = { id: "river_report", name: "巡河报告" };
  expect(changesBetween(builtIn, before)).toEqual({ ...NOTHING, types: [{ ...type, change: "added" }] });
  expect(changesBetween(before, builtIn)).toEqual({ ...NOTHING, types: [{ ...type, change: "removed" }] });
});

test("a changed element is named by its type, the type itself stays", () => {
  const { types, rules, settings } = changed({
    "types/minutes_record.yaml": "elements:\n  - use: lead_reader\n    severity: optional\n",
  });
  expect(rules).toEqual([
    { id: "minutes_record.lead_reader", name: expect.stringContaining("会议记录·"), change: "changed" },
  ]);
  expect([types, settings]).toEqual([[], []]);
});

test("what is taken out of a type, a check, days and names are told", () => {
  const one = changed({
    "types/minutes_record.yaml": "elements:\n  - { use: lead_reader, remove: true }\n",
    "checks.yaml": "checks:\n  - { id: check.late_arrival, remove: true }\n",
    "rulebook.yaml": "waiting: { review: { workdays: 1 } }\n",
    "sessions.yaml": "name: 学习档案\n",
  });
  expect(one.types).toEqual([{ id: "minutes_record", name: "会议记录", change: "changed" }]);
  expect(one.rules.map(({ id, change }) => [id, change])).toEqual([
    ["minutes_record.lead_reader", "removed"],
    ["check.late_arrival", "removed"],
  ]);
  expect(one.settings).toEqual(["学习档案的各项", "办理时限"]);
});

test("a pattern alone makes a difference, samples make none", () => {
  const before = loaded({ "types/river_report.yaml": REPORT });
  const other = loaded({ "types/river_report.yaml": REPORT.replace("p: 巡河报告", "p: 巡河情况") });
  expect(changesBetween(before, other).types).toEqual([
    { id: "river_report", name: "巡河报告", change: "changed" },
  ]);
  const sampled = loaded({
    "types/river_report.yaml": REPORT,
    "samples/river_report.yaml": 'place:\n  accept: ["巡河报告\\n地点：柳河"]\n  reject: []\n',
  });
  expect(changesBetween(before, sampled)).toEqual(NOTHING);
});
