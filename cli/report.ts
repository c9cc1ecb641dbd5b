/** An examination as a secretary reads it on a terminal: what is missing first, then what was found. */
import { type ElementLine, elementLines } from "../core/checking/element-line.ts";
import type { Examination, Finding } from "../core/checking/examination.ts";
import { groundWords } from "../core/checking/ground.ts";
import { countLooks, untoldElements } from "../core/checking/looks.ts";
import type { Refusal } from "../core/reading/document.ts";
import { codeName } from "../core/rulebook/code-name.ts";
import type { Rulebook } from "../core/rulebook/rulebook.ts";
import { isUnknownType, typeName } from "../core/rulebook/type-name.ts";

const MAX_LENGTH = 48;
const MARKS: Record<Finding["severity"], string> = { error: "✗", look: "?", warning: "!", info: "·" };
const ORDER: Finding["severity"][] = ["error", "look", "warning", "info"];

const GRADES: Record<string, string> = {
  D0: "未见研讨",
  D1: "只有套话",
  D2: "有人发言，未记要点",
  D3: "有名有姓、内容具体",
};

/** The report on one file. */
export function report(
  file: string,
  result: { text: string; examination: Examination } | Refusal,
  rulebook: Rulebook,
): string {
  if ("outcome" in result) return `【拒收】${file}：${result.message}\n\n`;
  const { text, examination } = result;
  const elements = elementLines(examination, rulebook);
  const lines = [
    `【${typeName(rulebook.types, examination.type)}】${file}：${verdict(examination, elements)}`,
    ...findings(examination, text),
    ...unsure(untoldElements(elements, examination.findings), text),
    ...found(elements, text),
    ...session(examination, rulebook),
    `规则库 ${examination.rulebook}`,
  ];
  return `${lines.join("\n")}\n\n`;
}

/** Never 齐全 where the type is not known or something is to be looked at. */
function verdict({ type, findings: all }: Examination, elements: readonly ElementLine[]): string {
  const errors = all.filter((finding) => finding.severity === "error").length;
  const looks = countLooks(elements, all);
  const open = looks > 0 ? `${looks} 处请核对` : "";
  if (errors > 0) return [`${errors} 处须改正`, open].filter(Boolean).join("，另有 ");
  if (isUnknownType(type)) return "没有认出是哪类材料，请用 --type 写明类型";
  if (looks > 0) return `尚有 ${open}，可以报送`;
  return all.length > 0 ? "可以报送，有提醒" : "齐全";
}

function findings({ findings: all }: Examination, text: string): string[] {
  const sorted = ORDER.flatMap((severity) => all.filter((finding) => finding.severity === severity));
  return sorted.map((finding) => {
    const place =
      finding.evidence === "" || /第\d+行/.test(finding.message)
        ? ""
        : `（第${lineOf(text, finding.start)}行）`;
    const quoted =
      finding.evidence === "" || finding.message.includes("“") ? "" : `：“${short(finding.evidence)}”`;
    return `  ${MARKS[finding.severity]} ${finding.message}${place}${quoted}\n      → ${finding.suggestion}`;
  });
}

/** What no finding speaks of, so that nothing unsure passes unseen. */
const unsure = (elements: readonly ElementLine[], text: string): string[] =>
  elements.map(({ name, evidence, start }) => {
    const candidate = evidence === "" ? "" : `，可能是第${lineOf(text, start)}行“${short(evidence)}”`;
    return `  ${MARKS.look} 没有认出【${name}】${candidate}；如已写明可忽略`;
  });

function found(elements: readonly ElementLine[], text: string): string[] {
  const sound = elements.filter(({ state }) => state === "ok");
  if (sound.length === 0) return [];
  return [
    "  已找到：",
    ...sound.map(({ name, evidence, start, ground }) => {
      const why = ground ? `（${groundWords(ground)}）` : "";
      return `    ✓ ${name}（第${lineOf(text, start)}行）“${short(evidence)}”${why}`;
    }),
  ];
}

function session({ discussion, counted }: Examination, { codes }: Rulebook): string[] {
  if (discussion === undefined) return [];
  const grade = `  研讨深度：${discussion}（${GRADES[discussion]}）`;
  if (counted === undefined || counted.counted) return [grade];
  return [grade, `  不计入学习次数：${codeName(codes, counted.reason ?? "")}`];
}

const short = (words: string): string => {
  const line = words.replace(/\s+/g, " ").trim();
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line;
};

const lineOf = (text: string, at: number): number => text.slice(0, at).split("\n").length;
