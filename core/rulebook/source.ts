// YAML text to checked data: every fault knows its file and line.
import { type Document, type ErrorCode, LineCounter, parseDocument } from "yaml";
import type * as z from "zod";
import type { RulebookFault } from "./rulebook.ts";

type Path = ReadonlyArray<string | number>;

/** One parsed file, with the means to say where a value stands. */
export type SourceFile = { name: string; value: unknown; at(path: Path): { file: string; line: number } };

/** What people who do not write YAML every day get wrong, by the parser's own codes. */
const SYNTAX: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: "缩进没有对齐，同一组的各行前面要有同样多的空格",
  TAB_AS_INDENT: "行首用了 Tab 键，请改用空格",
  MISSING_CHAR: "少了符号或没有对齐，请看引号、括号是否成对，列表的每一项是否都以“- ”开头并上下对齐",
  DUPLICATE_KEY: "同一组里有两个相同的项，请删去一个",
  BLOCK_AS_IMPLICIT_KEY: "一行里有两个冒号，值里有冒号时请把值放在引号里",
  MULTILINE_IMPLICIT_KEY: "这一行或上一行没有写完，请看冒号后有没有空格，引号是否成对",
  BAD_SCALAR_START: "值以特殊符号开头，请放在引号里",
  BAD_DQ_ESCAPE: "双引号里的反斜杠另有意思，表达式请改用单引号",
  UNEXPECTED_TOKEN: "多出了内容，请看上一行的引号、括号是否成对，缩进是否对齐",
};

/** `name：读书班`: a Chinese colon is no colon for YAML, and what the parser says of it helps nobody. */
const CHINESE_COLON = /^\s*(?:-\s+)?[a-zA-Z]+\s*：/;

export const NOT_UTF8 = "文件不是 UTF-8 编码，请在编辑器中选“另存为”，编码选 UTF-8";

/** The slips of an office's editor, told before the parser stumbles over them. */
function slip(text: string): { line: number; message: string } | undefined {
  if (text.includes("\uFFFD")) return { line: 1, message: NOT_UTF8 };
  const at = text.split("\n").findIndex((line) => CHINESE_COLON.test(line));
  return at < 0
    ? undefined
    : { line: at + 1, message: "冒号写成了中文的“：”，请改为英文冒号“:”，后面空一格" };
}

/** Parses one YAML file. Syntax errors go to `faults`; aliases are limited so that a small file stays small. */
export function parseSource(name: string, text: string, faults: RulebookFault[]): SourceFile | undefined {
  const known = slip(text);
  if (known) {
    faults.push({ file: name, ...known });
    return undefined;
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  // One slip makes the parser stumble over everything after it: the first is the one to mend.
  for (const error of document.errors.slice(0, 1))
    faults.push({
      file: name,
      line: lines.linePos(error.pos[0]).line,
      message: `YAML 写法不对：${SYNTAX[error.code] ?? error.message}`,
    });
  if (document.errors.length > 0) return undefined;
  try {
    return {
      name,
      value: document.toJS({ maxAliasCount: 50 }),
      at: (path) => ({ file: name, line: lineOf(document, lines, path) }),
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
      ...file.at(issue.code === "unrecognized_keys" ? [...path, ...issue.keys.slice(0, 1)] : path),
      message: `${placeOf(path, value)}：${inChinese(issue)}`,
    });
  }
  return undefined;
}

/** `elements.4.kind` as people find it: 第5个要素（stages）的 kind. */
function placeOf(path: Path, value: unknown): string {
  if (path.length === 0) return "整个文件";
  const [list, at, ...rest] = path;
  if (list !== "elements" || typeof at !== "number") return path.join(".");
  const entries = isMap(value) && Array.isArray(value.elements) ? value.elements : [];
  const entry: unknown = entries[at];
  const name = isMap(entry) ? (entry.id ?? entry.use) : undefined;
  return `第${at + 1}个要素${typeof name === "string" ? `（${name}）` : ""}${rest.length > 0 ? `的 ${rest.join(".")}` : ""}`;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

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
