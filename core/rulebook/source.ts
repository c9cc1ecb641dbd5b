// YAML text to checked data: every fault knows its file and line.
import { type Document, LineCounter, parseDocument } from "yaml";
import type * as z from "zod";
import type { RulebookFault } from "./rulebook.ts";

type Path = ReadonlyArray<string | number>;

/** One parsed file, with the means to say where a value stands. */
export type SourceFile = { name: string; value: unknown; lineOf(path: Path): number };

/** Parses one YAML file. Syntax errors go to `faults`; aliases are limited so that a small file stays small. */
export function parseSource(name: string, text: string, faults: RulebookFault[]): SourceFile | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  // One slip makes the parser stumble over everything after it: the first is the one to mend.
  for (const error of document.errors.slice(0, 1))
    faults.push({
      file: name,
      line: lines.linePos(error.pos[0]).line,
      message: `YAML 写法不对：${error.message}`,
    });
  if (document.errors.length > 0) return undefined;
  try {
    return {
      name,
      value: document.toJS({ maxAliasCount: 50 }),
      lineOf: (path) => lineOf(document, lines, path),
    };
  } catch {
    faults.push({ file: name, line: 1, message: "引用（&、*）太多，无法展开" });
    return undefined;
  }
}

function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    const range = typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
    const start: unknown = Array.isArray(range) ? range[0] : undefined;
    if (typeof start === "number") return lines.linePos(start).line;
  }
  return 1;
}

/** Checks a value against its schema; every issue becomes a fault with its line. */
export function checked<T extends z.ZodType>(
  schema: T,
  value: unknown,
  file: SourceFile,
  faults: RulebookFault[],
): z.infer<T> | undefined {
  const answer = schema.safeParse(value);
  if (answer.success) return answer.data;
  for (const issue of answer.error.issues) {
    const path = issue.path.filter((step) => typeof step !== "symbol");
    faults.push({
      file: file.name,
      line: file.lineOf(path),
      message: `${path.join(".") || "整个文件"}：${inChinese(issue)}`,
    });
  }
  return undefined;
}

function inChinese(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `没有“${issue.keys.join("、")}”这一项，请检查拼写`;
  if (issue.code === "invalid_type") {
    const absent = issue.input === undefined && issue.message.includes("undefined");
    return absent ? "缺少这一项" : `类型不对，应为 ${TYPES[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === "invalid_union") return "写法不对：请对照同类条目的字段";
  return issue.message;
}

const TYPES: Record<string, string> = {
  string: "文字",
  number: "数字",
  boolean: "true 或 false",
  array: "列表",
  object: "一组字段",
  record: "一组字段",
};
