/** An examination as a secretary reads it on a terminal: what is missing first, then what was found. */
import type { ElementResult, Examination, Finding } from "../core/checking/examination.ts";
import type { Refusal } from "../core/reading/document.ts";
import { codeName } from "../core/rulebook/code-name.ts";
import type { Rulebook } from "../core/rulebook/rulebook.ts";

const MAX_LENGTH = 48;
const MARKS: Record<Finding["severity"], string> = { error: "✗", warning: "!", info: "·" };
const ORDER: Finding["severity"][] = ["error", "warning", "info"];

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
  const type = rulebook.types.get(examination.type)?.name ?? examination.type;
  const errors = examination.findings.filter((finding) => finding.severity === "error").length;
  const verdict =
    errors > 0 ? `${errors} 处须改正` : examination.findings.length > 0 ? "可以报送，有提醒" : "齐全";
  const lines = [
    `【${type}】${file}：${verdict}`,
    ...findings(examination, text),
    ...found(examination, text, rulebook),
    ...session(examination, rulebook),
    `规则库 ${examination.rulebook}`,
  ];
  return `${lines.join("\n")}\n\n`;
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

function found({ elements, type, declaredType }: Examination, text: string, rulebook: Rulebook): string[] {
  const sound = Object.entries(elements).filter(([, element]) => element.state === "ok");
  if (sound.length === 0) return [];
  const names = new Map(
    [declaredType ?? "", type]
      .flatMap((id) => rulebook.types.get(id)?.elements ?? [])
      .map((rule) => [rule.id, rule.name]),
  );
  return [
    "  已找到：",
    ...sound.map(
      ([id, element]) =>
        `    ✓ ${names.get(id) ?? id}（第${lineOf(text, element.start)}行）${shown(element)}`,
    ),
  ];
}

const shown = ({ evidence }: ElementResult): string => `“${short(evidence)}”`;

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
