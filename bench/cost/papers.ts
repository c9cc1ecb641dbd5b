/** A hundred papers as offices send them: most in Word with a photograph, some as PDF, some as plain text; some faulty. */

import { afterDays } from "../../core/calendar/workday.ts";
import { writePdf } from "../../samples/paper-formats/pdf.ts";
import { writeTxt } from "../../samples/paper-formats/txt.ts";
import { type Record, record } from "../../samples/papers/layouts.ts";
import { makePapers, pick, sentence, shuffled, unitName, weekday } from "../papers.ts";
import { type Random, randomFrom } from "../simulation/draw.ts";
import { BOOKS, PEOPLE, TOPICS } from "../wording.ts";

/** What becomes of it. `machine` and `reviewer` send it back once; then it is corrected and approved. */
export type Fate = "accepted" | "machine" | "reviewer";

export interface CostPaper {
  readonly unit: number;
  readonly fileName: string;
  readonly fate: Fate;
  /** As it is sent first. */
  readonly bytes: Uint8Array;
  /** As it is sent again after a return. */
  readonly corrected: Uint8Array;
}

/** Of ten papers in a row: who writes what. */
const FORMATS = ["docx", "docx", "pdf", "docx", "txt", "docx", "docx", "pdf", "docx", "pdf"] as const;
/** Of twenty papers in a row, the places of those sent back. Three by the machine, one by the reviewer. */
const BY_MACHINE = new Set([2, 9, 14]);
const BY_REVIEWER = new Set([4]);

export async function makeCostPapers(count: number, units: number, today: string): Promise<CostPaper[]> {
  const inWord = await makePapers(count, units, today);
  return inWord.map(({ unit, fileName, bytes }, index) => {
    const fate = fateOf(index);
    const format = FORMATS[index % FORMATS.length] ?? "docx";
    if (format === "docx" && fate === "accepted") return { unit, fileName, fate, bytes, corrected: bytes };
    const day = afterDays(today, -1 - Math.floor(index / units));
    const content = contentOf(unit, day, randomFrom(index + 1));
    const write = (what: Record) =>
      format === "txt" ? writeTxt(record(what), "utf-8") : writePdf(record(what));
    const name = `${day}中心组学习记录.${format === "txt" ? "txt" : "pdf"}`;
    const first = fate === "machine" ? { ...content, place: "XX会议室", recorder: "某某某" } : content;
    const corrected = { ...content, conclusion: `${content.conclusion}会后由办公室将记录送各成员核对。` };
    return { unit, fileName: name, fate, bytes: write(first), corrected: write(corrected) };
  });
}

function fateOf(index: number): Fate {
  const place = index % 20;
  if (BY_MACHINE.has(place)) return "machine";
  return BY_REVIEWER.has(place) ? "reviewer" : "accepted";
}

function contentOf(unit: number, day: string, random: Random): Record {
  const [host = "", ...others] = shuffled(PEOPLE, random);
  const speakers = others.slice(0, 5);
  const [year, month, date] = day.split("-").map(Number);
  // No colon within a speech: at the head of a line it may be taken for another speaker, and the paper for a faulty one.
  const speech = () => Array.from({ length: 9 }, () => sentence(day, random).replaceAll("：", "，")).join("");
  return {
    title: `${unitName(unit)}党组理论学习中心组学习记录`,
    time: `${year}年${month}月${date}日（${weekday(day)}）上午9:00—11:20`,
    place: `${1 + Math.floor(random() * 6)}楼会议室`,
    host,
    recorder: others.at(-1) ?? "",
    expected: PEOPLE.length,
    present: PEOPLE,
    absent: "无",
    topic: pick(TOPICS, random),
    reading: [`${speakers[0]}领学${pick(BOOKS, random)}，${speakers[1]}领学${pick(BOOKS, random)}。`],
    speeches: speakers.map((name) => [name, speech()] as const),
    conclusion: `${host}总结：以上事项由${speakers[0]}牵头，逐项登记，月底前办完。`,
  };
}
