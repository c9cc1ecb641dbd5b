import { expect, test } from "vitest";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";
import { isRulebook } from "../rulebook/rulebook.ts";
import { elementLines } from "./element-line.ts";
import { examine } from "./examine.ts";

const rulebook = rulebookFrom();
if (!isRulebook(rulebook)) throw new Error(rulebook.message);

const REGULATION =
  "农科所党委理论学习中心组学习制度\n第一条 每季度集中学习一次。\n第二条 党委书记任组长。\n第三条 本制度自印发之日起施行。";

test.each([undefined, "minutes_record"])(
  "elements have their names, whatever is declared (%s)",
  (declaredType) => {
    const record = "农科所学习记录\n时间：2024年5月6日\n地点：二楼会议室\n主持人：白桦林";
    const examination = examine({ text: record, declaredType, asOf: "2024-06-01" }, rulebook);
    expect(elementLines(examination, rulebook)).toContainEqual(
      expect.objectContaining({ id: "place", name: "学习地点", state: "ok" }),
    );
  },
);

test("a document of a class without elements is told of in the words of the declared type", () => {
  const examination = examine(
    { text: REGULATION, declaredType: "minutes_record", asOf: "2024-06-01" },
    rulebook,
    null,
  );
  expect(examination.type).toBe("regulation");
  const host = elementLines(examination, rulebook).find(({ id }) => id === "host");
  expect(host).toMatchObject({ name: "主持人", severity: "error" });
});
