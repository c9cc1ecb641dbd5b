/**
 * Templates 模板: in which words people are told. An office may write its own; what it has not written is said in these.
 *
 *     {期限}          a field
 *     [请于{期限}前]   said only where every field in it is known
 */

import { accept, type Result, refuse } from "../outcome.ts";
import { termOf } from "../subject/term-event.ts";

export interface Template {
  readonly title: string;
  readonly text: string;
}

/** By what is told. `came.correction`: a task of that name; any other task is `came`. */
export const TEMPLATES = {
  came: { title: "待{事项}：{对象}", text: "{对象}等您{事项}[，请于{期限}前办理]。" },
  "came.correction": {
    title: "已退回：{对象}",
    text: "{对象}已退回[，共{理由数}处需要更正][，请于{期限}前更正]。打开链接可以看到每一处退回理由。",
  },
  soon: { title: "即将到期：{对象}", text: "{对象}的{事项}将于{期限}到期，请及时办理。" },
  today: { title: "今天到期：{对象}", text: "{对象}的{事项}今天到期，请今天办理。" },
  overdue: {
    title: "已逾期：{对象}",
    text: "{对象}的{事项}已过{期限}期限，逾期{逾期}个工作日，请尽快办理。",
  },
  escalated: {
    title: "逾期未办：{对象}",
    text: "{对象}的{事项}已过{期限}期限，逾期{逾期}个工作日仍未办理，请督促。",
  },
  urged: { title: "催办：{对象}", text: "{对象}的{事项}被催办[，期限为{期限}]，请尽快办理。" },
  corrected: {
    title: "已更正：{对象}",
    text: "您退回的{对象}已由单位更正并通过形式审查[，请于{期限}前审核]。",
  },
  closed: { title: "已办结：{对象}", text: "{对象}已审核通过，办结归档。" },
  not_counted: {
    title: "已办结，不予计入：{对象}",
    text: "{对象}已接收归档，但本次学习不予计入通报。打开链接可以看到原因。",
  },
  rejected: { title: "不予接收：{对象}", text: "{对象}经审核不予接收。打开链接可以看到理由。" },
  lapsed: { title: "已终止：{对象}", text: "{对象}逾期未更正，已自动终止，需要时请重新报送。" },
  notice_returned: { title: "退回修改：{对象}", text: "{对象}被领导退回修改，打开链接可以看到意见。" },
  channel_dead: {
    title: "消息发不出去：{对象}",
    text: "渠道“{对象}”连续{次数}次发送失败，消息暂时只在系统内显示。请到“管理—消息渠道”查看原因。",
  },
} as const satisfies Record<string, Template>;

export type TemplateName = keyof typeof TEMPLATES;
export const templateNames = Object.keys(TEMPLATES).filter((name): name is TemplateName => name in TEMPLATES);
const isTemplateName = (name: string): name is TemplateName => Object.hasOwn(TEMPLATES, name);

/** For whoever edits them. */
export const TEMPLATE_LABELS: Readonly<Record<TemplateName, string>> = {
  came: "有新的待办",
  "came.correction": "材料被退回",
  soon: "即将到期",
  today: "今天到期",
  overdue: "已逾期（告诉该办的人）",
  escalated: "逾期未办（告诉组长、领导）",
  urged: "催办",
  corrected: "退回的材料已更正（告诉审核员）",
  closed: "已办结",
  not_counted: "已办结但不予计入",
  rejected: "不予接收",
  lapsed: "逾期自动终止",
  notice_returned: "通报被退回修改",
  channel_dead: "渠道发不出去（告诉管理员）",
};

/** What may stand in braces, and an example of it for previews. */
export const FIELDS = {
  对象: "水务局《会议记录》",
  事项: "更正",
  期限: "2026年8月27日",
  逾期: "1",
  理由数: "3",
  单位: "水务局",
  材料: "会议记录",
  时段: "2026年第三季度",
  姓名: "江映川",
  次数: "3",
} as const;
export type Fields = { readonly [Name in keyof typeof FIELDS]?: string | undefined };

export type OwnTemplates = Partial<Record<TemplateName, Template>>;

const FIELD = /\{([^{}]*)\}/gu;
const OPTIONAL = /\[([^[\]]*)\]/gu;
const MAX_TITLE = 60;
const MAX_TEXT = 300;

/** By which template a step is told. */
export function templateOf(step: string, about: string, over: boolean): TemplateName {
  const workdays = Number(step);
  if (step.startsWith("urged")) return "urged";
  if (!Number.isNaN(workdays)) {
    if (workdays < 0) return over ? "escalated" : "soon";
    if (workdays === 0) return over ? "escalated" : "today";
    return over ? "escalated" : "overdue";
  }
  const special = `${step}.${termOf(about)}`;
  if (isTemplateName(special)) return special;
  return isTemplateName(step) ? step : "came";
}

/** The template with its fields; a field that is not known leaves nothing behind. */
export function filled({ title, text }: Template, fields: Fields): Template {
  const known: Readonly<Record<string, string | undefined>> = fields;
  const put = (words: string) => words.replaceAll(FIELD, (_, name: string) => known[name] ?? "");
  const isWhole = (part: string) => [...part.matchAll(FIELD)].every(([, name = ""]) => known[name]);
  const fill = (words: string) =>
    put(words.replaceAll(OPTIONAL, (_, part: string) => (isWhole(part) ? part : "")));
  return { title: fill(title), text: fill(text) };
}

/** What an office has written, or why it cannot be used. */
export function checkedTemplate({ title, text }: Template): Result<Template> {
  if (title.trim() === "" || text.trim() === "")
    return refuse("input", "template_empty", "标题和正文都要填写；想用系统自带的写法，请选“恢复默认”。");
  if ([...title].length > MAX_TITLE || [...text].length > MAX_TEXT)
    return refuse("input", "template_long", `标题最多${MAX_TITLE}个字，正文最多${MAX_TEXT}个字，请精简。`);
  const strange = [...`${title}${text}`.matchAll(FIELD)].find(
    ([, name = ""]) => !Object.hasOwn(FIELDS, name),
  );
  if (strange)
    return refuse(
      "input",
      "template_field",
      `没有“${strange[0]}”这一项，可以用的有：${Object.keys(FIELDS).join("、")}。`,
    );
  if (/[{}[\]]/u.test(`${title}\n${text}`.replaceAll(FIELD, "").replaceAll(OPTIONAL, "")))
    return refuse("input", "template_brackets", "花括号、方括号要成对，且不能套在一起，请检查后再保存。");
  return accept({ title: title.trim(), text: text.trim() });
}
