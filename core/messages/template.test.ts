import { describe, expect, test } from "vitest";
import { checkedTemplate, FIELDS, filled, TEMPLATES, templateNames, templateOf } from "./template.ts";

describe("a template", () => {
  test("is said with its fields", () => {
    expect(
      filled(TEMPLATES.came, { 对象: "水务局《会议记录》", 事项: "审核", 期限: "2026年8月25日" }),
    ).toEqual({
      title: "待审核：水务局《会议记录》",
      text: "水务局《会议记录》等您审核，请于2026年8月25日前办理。",
    });
  });

  test("leaves out the part whose field is not known", () => {
    const { text } = filled(TEMPLATES.came, { 对象: "2026年第三季度学习通报", 事项: "签发" });
    expect(text).toBe("2026年第三季度学习通报等您签发。");
  });

  test.each(templateNames)("of the product's own, %s, is one that an office could have written", (name) => {
    expect(checkedTemplate(TEMPLATES[name])).toMatchObject({ ok: true });
    const { title, text } = filled(TEMPLATES[name], FIELDS);
    expect(title + text).not.toMatch(/[{}[\]]|undefined/u);
  });

  test.each([
    [{ title: "", text: "请办理" }, "template_empty"],
    [{ title: "题", text: "{正文}" }, "template_field"],
    [{ title: "题", text: "{constructor}" }, "template_field"],
    [{ title: "题", text: "[请于{期限}前" }, "template_brackets"],
    [{ title: "题".repeat(61), text: "请办理" }, "template_long"],
  ])("that cannot be used is refused: %j", (written, code) => {
    expect(checkedTemplate(written)).toMatchObject({ ok: false, refusal: { code } });
  });
});

test.each([
  ["came", "review", false, "came"],
  ["came", "correction", false, "came.correction"],
  ["-2", "review", false, "soon"],
  ["0", "review", false, "today"],
  ["+1", "review", false, "overdue"],
  ["+5", "review", true, "escalated"],
  ["urged 2026-08-20", "review", false, "urged"],
  ["closed", "closed", false, "closed"],
] as const)("step %s of %s is told by its template", (step, about, over, name) => {
  expect(templateOf(step, about, over)).toBe(name);
});
