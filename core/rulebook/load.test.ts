import { describe, expect, it } from "vitest";
import { BUILT_IN, readRuleFiles } from "../../functions/adapters/rulebook/folder.ts";
import { examine } from "../checking/examine.ts";
import { AS_OF, RECORD } from "../checking/fixtures/documents.ts";
import { codeName } from "./code-name.ts";
import { loadRulebook } from "./load.ts";
import { isRulebook, type Rulebook, type RulebookFault } from "./rulebook.ts";

const files = readRuleFiles(BUILT_IN);
const loaded = (over: Record<string, string> = {}): Rulebook => {
  const answer = loadRulebook(files, over);
  if (!isRulebook(answer)) throw new Error(JSON.stringify(answer.errors));
  return answer;
};
const faults = (changed: Record<string, string>): RulebookFault[] => {
  const answer = loadRulebook({ ...files, ...changed });
  return isRulebook(answer) ? [] : answer.errors;
};
const spoiled = (name: string, from: string, to: string): RulebookFault[] => {
  const text = files[name] ?? "";
  expect(text).toContain(from);
  return faults({ [name]: text.replace(from, to) });
};

describe("loading the rulebook", () => {
  it("stamps a version that changes with the content", () => {
    expect(loaded().version).toMatch(/^2026\.1\+[0-9a-f]{8}$/);
    expect(loaded().version).toBe(loaded().version);
    expect(loaded({ "rulebook.yaml": "jurisdiction: 青石县" }).version).not.toBe(loaded().version);
  });

  it("names file and line of every fault, in Chinese", () => {
    const record = files["types/minutes_record.yaml"] ?? "";
    const line = record.split("\n").findIndex((one) => one.startsWith("session: true")) + 1;
    expect(spoiled("types/minutes_record.yaml", "session: true", "sesion: true")).toEqual([
      expect.objectContaining({
        file: "types/minutes_record.yaml",
        message: expect.stringContaining("没有“sesion”这一项"),
      }),
    ]);
    expect(spoiled("types/minutes_record.yaml", "session: true", "session: 对")).toEqual([
      { file: "types/minutes_record.yaml", line, message: expect.stringContaining("类型不对") },
    ]);
  });

  it.each([
    ["use: recorder", "use: recorder_of_minutes", "没有“recorder_of_minutes”这个要素"],
    ["use: recorder", "use: [", "YAML 写法不对"],
  ])("refuses %s → %s", (from, to, message) => {
    expect(
      spoiled("types/minutes_record.yaml", from, to)
        .map((one) => one.message)
        .join(),
    ).toContain(message);
  });

  const NEW_TYPE =
    "type: reading_class\nname: 读书班方案\nsource: 通知\nsamples: {}\nelements:\n  - use: place\n";
  it.each([
    ["a Chinese colon", "types/a.yaml", NEW_TYPE.replace("name: ", "name："), 2, "英文冒号"],
    ["another encoding", "types/a.yaml", NEW_TYPE.replace("读书班", "\uFFFD\uFFFD"), 1, "UTF-8"],
    ["a tab", "types/a.yaml", `${NEW_TYPE}\t- use: host\n`, 7, "Tab"],
    ["lines that do not align", "types/a.yaml", `${NEW_TYPE}  - id: x\n   name: y\n`, 8, "上下对齐"],
    [
      "a key that is misspelt",
      "types/a.yaml",
      `${NEW_TYPE}    severty: error\n`,
      7,
      "第1个要素（place）：没有“severty”这一项",
    ],
    ["a file in the wrong place", "a.yaml", NEW_TYPE, 1, "types 文件夹"],
    ["a file under a wrong name", "types/a.yaml.txt", NEW_TYPE, 1, "以 .yaml 结尾"],
  ])("tells a clerk of %s, with its line", (_, name, text, line, message) => {
    const answer = loadRulebook(files, { [name]: text });
    expect(isRulebook(answer) ? [] : answer.errors).toEqual([
      { file: expect.stringContaining(name), line, message: expect.stringContaining(message) },
    ]);
  });

  it.each([
    ["(a+)+", "嵌套的无限重复"],
    ["(a", "表达式写法不对"],
    ["{nosuch}", "没有名为“nosuch”的片段"],
  ])("refuses the pattern %s", (pattern, message) => {
    const found = spoiled("types/other.yaml", "title:\n", `title:\n  - { p: '${pattern}', w: 1 }\n`);
    expect(found).toEqual([
      { file: "types/other.yaml", line: expect.any(Number), message: expect.stringContaining(message) },
    ]);
  });

  it.each([
    ["types/reflection.yaml", "light: notes", "light: musing", "lights 里没有“musing”"],
    ["sessions.yaml", "documentTypes: [news_report]", "documentTypes: [news]", "材料类型“news”不存在"],
    ["sessions.yaml", "deadline: scheme", "deadline: plan", "写成天数"],
    ["sessions.yaml", "deadline: plan", "deadline: scheme", "写成“月-日”"],
    ["sessions.yaml", "name: 集体自学", "name: 集体自学, grade: D1", "最后一种形式"],
    [
      "rulebook.yaml",
      "review: { name: 审核, workdays: 3",
      "review: { name: 审核, workdays: 0",
      "至少 1 个工作日",
    ],
    ["codes.yaml", "  relay_only: 以文件传达代替理论学习\n", "", "没有“relay_only”的名称"],
    ["codes.yaml", "looks: [unsure_element,", "looks: [unsure_elements,", "没有“unsure_elements”"],
  ])("%s: refuses %s → %s", (name, from, to, message) => {
    expect(
      spoiled(name, from, to)
        .map((one) => one.message)
        .join(),
    ).toContain(message);
  });

  it("calls every code by its name, known or not", () => {
    const { codes } = loaded();
    expect(codeName(codes, "label_blank")).toBe("要素只有标签没有内容");
    expect(codeName(codes, "x_date_agree")).toBe("同一场学习的材料互相矛盾");
    expect(codeName(codes, "something_new")).toBe("审核人指出的其他问题");
  });

  it("reports all faults at once, and a missing file", () => {
    const { "lexicon.yaml": _, ...rest } = files;
    const answer = loadRulebook({ ...rest, "types/other.yaml": "type: 其他" });
    expect(isRulebook(answer) ? [] : answer.errors.map((one) => one.file)).toEqual(
      expect.arrayContaining(["lexicon.yaml", "types/other.yaml"]),
    );
  });
});

describe("a jurisdiction's overlay", () => {
  const record = (rulebook: Rulebook, text = RECORD) =>
    examine({ text, declaredType: "minutes_record", asOf: AS_OF }, rulebook);

  it("changes a severity, adds a label, takes a rule out", () => {
    const rulebook = loaded({
      "types/minutes_record.yaml":
        "elements:\n  - { use: lead_reader, severity: error, addLabels: [导读人] }\n  - { use: sign_off, remove: true }\n",
    });
    expect(
      record(rulebook, RECORD.replace("柳岸领学", "导读人：柳岸\n学习了")).elements.lead_reader?.state,
    ).toBe("ok");
    // Of what the rules do not find only they themselves say that it is missing.
    const without = examine(
      { text: RECORD.replace("柳岸领学", "集中学习"), declaredType: "minutes_record", asOf: AS_OF },
      rulebook,
      null,
    );
    expect(without.findings).toContainEqual(
      expect.objectContaining({ element: "lead_reader", severity: "error" }),
    );
    expect(without.elements).not.toHaveProperty("sign_off");
  });

  it("adds a type without code", () => {
    const rulebook = loaded({
      "types/study_log.yaml":
        "type: study_log\nname: 学习日志\nsource: 本县规定\ntitle:\n  - { p: 学习日志, w: 9 }\nsamples: { accept: [], reject: [] }\nelements:\n  - { id: weather, name: 天气, kind: text, severity: error, labels: [天气] }\n",
    });
    const examination = examine(
      { text: "农科所学习日志\n天气：____\n今天学习种子法。", asOf: AS_OF },
      rulebook,
    );
    expect(examination.type).toBe("study_log");
    expect(examination.findings).toContainEqual(
      expect.objectContaining({
        code: "label_blank",
        element: "weather",
        message: "缺少【天气】：第2行“天气：____”只有标签没有内容",
      }),
    );
  });
});
