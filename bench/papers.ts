/** Papers to be measured with: good minutes of about 30 KB as Word writes them, each with words and a photograph of its own. */
import { crc32, deflateSync } from "node:zlib";
import { Document, ImageRun, Packer, Paragraph, Table, TableCell, TableRow, WidthType } from "docx";
import { afterDays } from "../core/calendar/workday.ts";
import { type Random, randomFrom } from "./simulation/draw.ts";
import { BOOKS, FILLINGS, PEOPLE, SENTENCES, TOPICS, UNITS } from "./wording.ts";

export interface BenchPaper {
  /** Index of the unit that files it. */
  readonly unit: number;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

const SPEAKERS = 5;
const SENTENCES_EACH = 9;
/** Side of the photograph in pixels; grey noise of one byte a pixel that no compression makes smaller. */
const PHOTOGRAPH = 132;

export const unitName = (unit: number): string => `青槐县${UNITS[unit % UNITS.length]}${unit + 1}所`;

/** `count` papers spread over `units`; those of one unit were held on different days before `today`. */
export async function makePapers(count: number, units: number, today: string): Promise<BenchPaper[]> {
  const papers: BenchPaper[] = [];
  for (let index = 0; index < count; index++) {
    const day = afterDays(today, -1 - Math.floor(index / units));
    papers.push(await paper(index % units, day, randomFrom(index + 1)));
  }
  return papers;
}

/** Minutes of a unit, held on `day`. */
export async function paper(unit: number, day: string, random: Random): Promise<BenchPaper> {
  const children = minutes(unit, day, random);
  const data = photograph(random);
  const picture = new ImageRun({ type: "png", data, transformation: { width: 300, height: 300 } });
  const document = new Document({
    sections: [{ children: [...children, new Paragraph({ children: [picture] })] }],
  });
  const bytes = new Uint8Array(await Packer.toBuffer(document));
  return { unit, fileName: `${day}中心组学习记录.docx`, bytes };
}

function minutes(unit: number, day: string, random: Random): (Paragraph | Table)[] {
  const [host, ...others] = shuffled(PEOPLE, random);
  const recorder = others.at(-1);
  const speakers = others.slice(0, SPEAKERS);
  const topic = pick(TOPICS, random);
  const speech = () => Array.from({ length: SENTENCES_EACH }, () => sentence(day, random)).join("");
  const [, month, date] = day.split("-").map(Number);
  return [
    new Paragraph(`${unitName(unit)}党组理论学习中心组学习记录`),
    form([
      ["会议时间", `${day.slice(0, 4)}年${month}月${date}日（${weekday(day)}）上午9:00—11:20`],
      ["会议地点", `${1 + Math.floor(random() * 6)}楼会议室`],
      ["主持人", `${host}`],
      ["记录人", `${recorder}`],
      ["应到人数", `${PEOPLE.length}人`],
      ["实到人数", `${PEOPLE.length}人`],
      ["出席人员", PEOPLE.join("、")],
      ["缺席人员及原因", "无"],
      ["学习主题", topic],
    ]),
    new Paragraph("一、集中学习"),
    new Paragraph(`${speakers[0]}领学${pick(BOOKS, random)}，${speakers[1]}领学${pick(BOOKS, random)}。`),
    new Paragraph("二、研讨发言"),
    ...speakers.map((speaker) => new Paragraph(`${speaker}：${speech()}`)),
    new Paragraph("三、组长小结"),
    new Paragraph(
      `${host}总结：${speakers[0]}负责${gap("thing", random)}，${speakers[1]}负责${gap("place", random)}，${within(day, random)}前办完，由${recorder}登记。`,
    ),
    new Paragraph("散会。"),
    new Paragraph(`主持人签字：${host}    记录人签字：${recorder}`),
  ];
}

function form(rows: readonly (readonly [string, string])[]): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (cells) =>
        new TableRow({
          children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })),
        }),
    ),
  });
}

export function sentence(day: string, random: Random): string {
  return pick(SENTENCES, random).replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === "day") return within(day, random);
    if (name === "count") return String(2 + Math.floor(random() * 40));
    return gap(name, random);
  });
}

const gap = (name: string, random: Random): string => pick(FILLINGS[name] ?? [], random);

/** A day within the two months after `day`, by which something is to be done. */
function within(day: string, random: Random): string {
  const [, month, date] = afterDays(day, 5 + Math.floor(random() * 55))
    .split("-")
    .map(Number);
  return `${month}月${date}日`;
}

export const weekday = (day: string): string =>
  `星期${"日一二三四五六"[new Date(`${day}T00:00:00Z`).getUTCDay()]}`;

function photograph(random: Random): Buffer {
  const rows = Buffer.alloc(PHOTOGRAPH * (PHOTOGRAPH + 1));
  for (let at = 0; at < rows.length; at++) rows[at] = at % (PHOTOGRAPH + 1) ? random() * 256 : 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(PHOTOGRAPH, 0);
  header.writeUInt32BE(PHOTOGRAPH, 4);
  header[8] = 8; // bits a pixel; colour type 0, grey
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

export function pick(words: readonly string[], random: Random): string {
  return words[Math.floor(random() * words.length)] ?? "";
}

export function shuffled(words: readonly string[], random: Random): string[] {
  return words
    .map((word) => ({ word, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ word }) => word);
}
