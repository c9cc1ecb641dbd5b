/**
 * Texts of one sign without end: what four times as much takes is at most so much more. Processor time of one run is compared with
 * that of another in the same process, so that a busy machine changes nothing.
 */
import { expect, test } from "vitest";
import { examine } from "../../core/checking/examine.ts";
import { isRulebook } from "../../core/rulebook/rulebook.ts";
import { rulebookFrom } from "../../functions/adapters/rulebook/folder.ts";

const loaded = rulebookFrom();
if (!isRulebook(loaded)) throw new Error(loaded.message);
const rulebook = loaded;

const SHORT = 12_000;
const TIMES = 4;
/** Squares would be sixteen times as much. Below the floor a clock tells nothing. */
const MOST = 9;
const FLOOR_SECONDS = 0.4;

const HEAD = "柳溪县水利局党组理论学习中心组学习记录\n时间：2026年3月5日\n";

function seconds(sign: string, length: number): number {
  const text = HEAD + sign.repeat(Math.ceil(length / sign.length)).slice(0, length);
  const before = process.cpuUsage();
  examine({ text, declaredType: "minutes_record", asOf: "2026-03-10" }, rulebook);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const SIGNS =
  "7|（|【|）|《|《学》|：|主持人：|主持人：\n|张伟、|张伟说|2026年3月5日|14:30—|　|\t|\n学|学习贯彻落实|县水利局党组|。|_|X|，|张伟|局长\n|一、|“|副局长张伟同志|│─";

test.each(SIGNS.split("|"))("%j without end takes no longer than its length", (sign) => {
  seconds(sign, SHORT);
  const some = seconds(sign, SHORT);
  const more = seconds(sign, SHORT * TIMES);
  expect(more < FLOOR_SECONDS || more < some * MOST, `${some} s, then ${more} s`).toBe(true);
});
