/** Blocks → .docx, as Word writes it: styles, automatically numbered headings, the record's head as a table. */
import {
  AlignmentType,
  Document,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { type Block, type FormRow, pairsOf } from "./block.ts";

const BODY = "仿宋";
const HEADING = "黑体";
/** Half-points: 三号 and 二号. */
const SIZE = { body: 32, title: 44 } as const;
const NUMBERS = "chapter-numbers";

/** Writes one paper. Answers the bytes of the .docx file. */
export async function writeDocx(blocks: readonly Block[]): Promise<Uint8Array> {
  const document = new Document({
    creator: "办公室",
    styles: { default: { document: { run: { font: BODY, size: SIZE.body } } } },
    numbering: {
      config: [
        {
          reference: NUMBERS,
          levels: [
            { level: 0, format: LevelFormat.CHINESE_COUNTING, text: "%1、", alignment: AlignmentType.LEFT },
          ],
        },
      ],
    },
    sections: [{ children: blocks.flatMap(layOut) }],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function layOut(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case "title":
      return block.text.split("\n").map(
        (text) =>
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ text, font: HEADING, size: SIZE.title })],
          }),
      );
    case "heading":
      return [
        new Paragraph({
          numbering: { reference: NUMBERS, level: 0 },
          children: [new TextRun({ text: block.text, font: HEADING })],
        }),
      ];
    case "paragraph":
      return [new Paragraph({ text: block.text, indent: { firstLine: SIZE.body * 20 } })];
    case "line":
      return [new Paragraph({ text: block.text })];
    case "form":
      return [grid(block.rows.map(formRow)), new Paragraph("")];
    case "table":
      return [grid([block.head, ...block.rows].map((cells) => row(cells.map((text) => ({ text })))))];
    case "closing":
      return block.lines.map((text) => new Paragraph({ text, alignment: AlignmentType.RIGHT }));
  }
}

interface Cell {
  readonly text: string;
  readonly span?: number;
}

/** Two pairs share a row of four columns; one pair has it to itself, its value across the rest. */
function formRow(formRow: FormRow): TableRow {
  const pairs = pairsOf(formRow);
  const span = pairs.length === 1 ? 3 : 1;
  return row(pairs.flatMap(([label, text]) => [{ text: label }, { text, span }]));
}

function row(cells: readonly Cell[]): TableRow {
  return new TableRow({
    children: cells.map(
      ({ text, span = 1 }) =>
        new TableCell({ columnSpan: span, children: text.split("\n").map((part) => new Paragraph(part)) }),
    ),
  });
}

function grid(rows: TableRow[]): Table {
  return new Table({ rows, width: { size: 100, type: WidthType.PERCENTAGE } });
}
