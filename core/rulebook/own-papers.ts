/** Marked papers that an office lays beside its own rules (`papers/NAME.txt`): from them its own types are learned. */
import { linesIn, type MarkedPaper, NotationFault, placedPapersOf } from "../text/notation.ts";
import { isOwnPapers, type RuleFiles } from "./own-rules.ts";
import type { OwnPaper, RulebookFault, TypeRule } from "./rulebook.ts";
import { NOT_UTF8 } from "./source.ts";

/** Of one type. More teaches little and takes longer than an examination may. */
const MAX_PAPERS = 40;
const MAX_CHARACTERS = 40_000;
/** `｛host：` as an input method writes it. */
const WIDE = /｛[a-z_,]+[?!？！]?[:：]|\{[a-z_,]+[?!]?：|\{[a-z_,]+[？！][:：]/;

/** The papers of an office's files. What cannot be learned from goes to `faults`, with file and line. */
export function ownPapersIn(
  files: RuleFiles,
  types: ReadonlyMap<string, TypeRule>,
  faults: RulebookFault[],
): OwnPaper[] {
  const papers: OwnPaper[] = [];
  for (const name of Object.keys(files).filter(isOwnPapers).sort()) {
    const file = `辖区/${name}`;
    const fault = (line: number, message: string): unknown => faults.push({ file, line, message });
    const source = (files[name] ?? "").replace(/^\uFEFF/, "");
    const slip = slipIn(source);
    if (slip) {
      fault(slip.line, slip.message);
      continue;
    }
    try {
      for (const { paper, line, textLine } of placedPapersOf(source)) {
        papers.push({ ...paper, file, line });
        for (const one of wrongIn(paper, types, line, textLine)) fault(one.line, one.message);
      }
    } catch (error) {
      if (!(error instanceof NotationFault)) throw error;
      fault(error.line, error.said);
    }
  }
  for (const list of Map.groupBy(papers, ({ type }) => type).values()) faults.push(...tooMany(list));
  return papers;
}

/** Told once, of the first paper that is too much. */
function tooMany(papers: readonly OwnPaper[]): RulebookFault[] {
  let characters = 0;
  const over = papers.find(({ text }, at) => {
    characters += text.length;
    return at >= MAX_PAPERS || characters > MAX_CHARACTERS;
  });
  if (!over) return [];
  const message = `从这份起太多了：一种类型最多 ${MAX_PAPERS} 份、共 ${MAX_CHARACTERS} 字，请留下写法不同的，删去相似的`;
  return [{ file: over.file, line: over.line, message }];
}

type Slip = { readonly line: number; readonly message: string };

/** What a clerk's editor does, told before the notation stumbles over it. */
function slipIn(source: string): Slip | undefined {
  if (source.includes("\uFFFD")) return { line: 1, message: NOT_UTF8 };
  const lines = source.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first < 0) return { line: 1, message: "文件是空的，请写入标好的材料，或者删去这个文件" };
  if (!lines[first]?.startsWith("==="))
    return {
      line: first + 1,
      message: "第一份材料前面要有一行“=== 类型 | 说明”，类型即类型文件里的 type",
    };
  const wide = lines.findIndex((line) => WIDE.test(line));
  return wide < 0
    ? undefined
    : { line: wide + 1, message: "标记用了中文符号，大括号、冒号和“?”“!”请改为英文的，如 {host:江映川}" };
}

function wrongIn(
  paper: MarkedPaper,
  types: ReadonlyMap<string, TypeRule>,
  line: number,
  textLine: number,
): Slip[] {
  const type = types.get(paper.type);
  if (!type) return [{ line, message: `没有“${paper.type}”这种材料类型，请与类型文件里的 type 核对` }];
  if (paper.text.trim() === "") return [{ line, message: "这份材料没有正文，请补上或者删去" }];
  const elements = new Set(type.elements.map(({ id }) => id));
  return paper.marks
    .filter(({ element }) => !elements.has(element))
    .map(({ element, start }) => ({
      line: textLine + linesIn(paper.text.slice(0, start)),
      message: `“${type.name}”没有“${element}”这个要素，可标的有：${[...elements].join("、")}`,
    }));
}
