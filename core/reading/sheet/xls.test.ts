import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { defaultLimits } from "../limits.ts";
import { Lines } from "../lines.ts";
import { Binary } from "../ole/binary.ts";
import { read } from "../read.ts";
import { readBook, records } from "./biff.ts";
import { readBiffSheet } from "./biff-sheet.ts";
import { sharedStrings } from "./biff-strings.ts";
import { writeSheets } from "./grid.ts";

const u16 = (...values: number[]) => values.flatMap((value) => [value & 255, (value >> 8) & 255]);
const u32 = (value: number) => u16(value & 0xffff, value >>> 16);
const record = (kind: number, ...data: number[]) => [...u16(kind, data.length), ...data];
const wide = (text: string) => u16(...Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)));
const BEGIN = 0x809;
const END = record(0x0a);

/** The records of a workbook with one sheet; `globals` stand before it, `cells` in it. */
function workbook(globals: number[], cells: number[], version = 0x600, name = [1, 0, 0x41]): Binary {
  const head = [...record(BEGIN, ...u16(version, 5)), ...globals];
  const length = head.length + 4 + 6 + name.length + END.length;
  const sheet = record(0x85, ...u32(length), 0, 0, ...name);
  return new Binary(
    Uint8Array.from([...head, ...sheet, ...END, ...record(BEGIN, ...u16(version, 16)), ...cells, ...END]),
  );
}

function textOf(stream: Binary): string {
  const book = readBook(stream, defaultLimits);
  const lines = new Lines(defaultLimits.textLength);
  writeSheets(
    lines,
    book.sheets.map(({ name, at }) => readBiffSheet(stream, at, name, book, defaultLimits)),
  );
  return lines.finish().text;
}

describe("the records of an .xls", () => {
  it("hold numbers in four ways", () => {
    const styles = record(0xe0, ...u16(0, 0)).concat(record(0xe0, ...u16(0, 31)));
    const cells = [
      ...record(0x27e, ...u16(0, 0, 0), ...u32((7 << 2) | 2)),
      ...record(0x27e, ...u16(0, 1, 0), ...u32((1250 << 2) | 3)),
      ...record(
        0xbd,
        ...u16(0, 2),
        ...u16(0),
        ...u32((1 << 2) | 2),
        ...u16(1),
        ...u32((46148 << 2) | 2),
        ...u16(3),
      ),
      ...record(0x203, ...u16(1, 0, 0), 0, 0, 0, 0, 0, 0, 0xf8, 0x3f),
    ];
    expect(textOf(workbook(styles, cells))).toBe("7\t12.5\t1\t2026年5月6日\n1.5");
  });

  it("hold the results of formulas: numbers, words, truth and errors", () => {
    const special = (kind: number, value: number) => [kind, 0, value, 0, 0, 0, 0xff, 0xff];
    const formula = (column: number, result: number[]) => record(0x06, ...u16(0, column, 0), ...result, 0, 0);
    const cells = [
      ...formula(0, special(0, 0)),
      ...record(0x207, ...u16(2), 1, ...wide("到会")),
      ...formula(1, special(1, 1)),
      ...formula(2, special(2, 7)),
      ...formula(3, special(3, 0)),
    ];
    expect(textOf(workbook([], cells))).toBe("到会\tTRUE\t#DIV/0!");
  });

  it("leave hidden rows and columns out, and cells under a merged one", () => {
    const label = (row: number, column: number, text: string) =>
      record(0x204, ...u16(row, column, 0, text.length), 1, ...wide(text));
    const cells = [
      ...record(0x7d, ...u16(2, 2, 0, 0, 1, 0)),
      ...record(0x208, ...u16(1, 0, 0, 0, 0, 0, 0x20, 0)),
      ...label(0, 0, "签到表"),
      ...label(0, 1, "重复"),
      ...label(1, 0, "藏"),
      ...label(2, 0, "甲"),
      ...label(2, 2, "藏"),
      ...record(0xe5, ...u16(1, 0, 0, 0, 1)),
    ];
    expect(textOf(workbook([], cells))).toBe("签到表\n甲");
  });

  it("hold words in shapes and boxes to tick, but no remarks", () => {
    const label = record(0x204, ...u16(4, 0, 0, 2), 1, ...wide("姓名"));
    const shape = (row: number, kind: number, text: string, ticked = 0) => [
      ...record(0xec, ...u16(0xf, 0xf010), ...u32(18), ...u16(0, 0, 0, row, 0, 3, 0, row + 2, 0)),
      ...record(
        0x5d,
        ...u16(0x15, 18, kind),
        ...new Array<number>(16).fill(0),
        ...u16(0x12, 8, ticked, 0, 0, 0),
      ),
      ...record(0x1b6, ...u16(0, 0, 0, 0, 0, text.length, 16, 0, 0)),
      ...record(0x3c, 1, ...wide(text)),
    ];
    const cells = [
      ...label,
      ...shape(6, 0x0b, "集体研讨", 1),
      ...shape(7, 0x0c, "自学"),
      ...shape(5, 0x19, "批注"),
      ...shape(0, 0x06, "学习签到表\n主持人：陆一鸣"),
    ];
    expect(textOf(workbook([], cells))).toBe("学习签到表\n主持人：陆一鸣\n姓名\n√集体研讨\n□自学");
  });

  it("share strings that run over the end of a record, changing their width there", () => {
    const first = new Binary(Uint8Array.from([...u32(2), ...u32(2), ...u16(4), 1, ...wide("理论")]));
    const second = new Binary(Uint8Array.from([0, 0x41, 0x42, ...u16(1), 8, ...u16(1), 0x43, 0, 0, 0, 0]));
    expect(sharedStrings([first, second], defaultLimits)).toEqual(["理论AB", "C"]);
  });

  it("are in GBK in a file of Excel 95", () => {
    const label = record(0x204, ...u16(0, 0, 0, 4), 0xd1, 0xa7, 0xcf, 0xb0);
    expect(textOf(workbook(record(0x42, ...u16(936)), label, 0x500, [1, 0x41]))).toBe("学习");
  });

  it.each([
    ["encrypted", record(0x2f, ...u16(1))],
    ["macro", record(0x85, ...u32(0), 0, 1, 1, 0, 0x41)],
  ])("are refused: %s", (reason, globals) => {
    expect(() => readBook(workbook(globals, []), defaultLimits)).toThrow(reason);
  });

  it("end before the file ends, or the file is cut off", () => {
    const cut = new Binary(Uint8Array.from(record(BEGIN, ...u16(0x600, 5))));
    expect(() => [...records(cut, 0)]).toThrow("truncated");
  });

  it("are refused in the file too when it has a password", async () => {
    const bytes = new Uint8Array(
      readFileSync(new URL("../../../test/fixtures/reading/sign-in.xls", import.meta.url)),
    );
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 512; at + 6 < bytes.length; at++) {
      // the record that names the code page becomes the one that asks for a password
      if (view.getUint32(at, true) === 0x00020042 && view.getUint16(at + 4, true) === 1200)
        view.setUint16(at, 0x2f, true);
    }
    expect(await read(bytes)).toMatchObject({ outcome: "refused", format: "xls", reason: "encrypted" });
  });
});
