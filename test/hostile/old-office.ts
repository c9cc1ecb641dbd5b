/** Old Office files: with macros, with passwords, with chains that turn in circles and lengths that lie. */
import { readFileSync } from "node:fs";
import { biff, biffBegin, biffEnd, biffSheet, compoundFile, u16, u32 } from "./compound-file.ts";
import type { Trap } from "./trap.ts";

const sample = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../fixtures/reading/${name}`, import.meta.url)));
const filled = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * 31) & 255);

/** A .doc whose file information block has this bit set. */
function flaggedDoc(flag: number): Uint8Array {
  const doc = sample("minutes.doc");
  const view = new DataView(doc.buffer);
  for (let at = 512; at < doc.length; at += 512) {
    if (view.getUint16(at, true) !== 0xa5ec) continue;
    view.setUint16(at + 10, view.getUint16(at + 10, true) | flag, true);
    return doc;
  }
  throw new Error("no file information block");
}

const sheetCells = (...records: readonly (readonly [number, readonly number[]])[]) => {
  const globals = [biffBegin(5), biffSheet(0, 0, "A"), biffEnd] as const;
  const at = biff(...globals).length;
  return compoundFile([
    {
      name: "Workbook",
      data: biff(biffBegin(5), biffSheet(at, 0, "A"), biffEnd, biffBegin(0x10), ...records, biffEnd),
    },
  ]);
};

export const oldOffice: readonly Trap[] = [
  {
    name: "password.docx",
    answers: ["encrypted"],
    make: () =>
      compoundFile([
        { name: "EncryptionInfo", data: filled(1500) },
        { name: "EncryptedPackage", data: filled(9000) },
        { name: "\x06DataSpaces", storage: true },
      ]),
  },
  { name: "password.doc", answers: ["encrypted"], make: () => flaggedDoc(0x0100) },
  {
    name: "password.xls",
    answers: ["encrypted"],
    make: () =>
      compoundFile([
        {
          name: "Workbook",
          data: biff(
            biffBegin(5),
            [0x2f, [1, 0, 1, 0, 1, 0, ...filled(48)]],
            biffSheet(200, 0, "A"),
            biffEnd,
          ),
        },
      ]),
  },
  {
    name: "macros.doc",
    answers: ["macro"],
    make: () =>
      compoundFile([
        { name: "WordDocument", data: new Uint8Array(4096) },
        { name: "Macros", storage: true },
        { name: "VBA", storage: true },
        { name: "_VBA_PROJECT", data: filled(600) },
      ]),
  },
  {
    name: "macros.xls",
    answers: ["macro"],
    make: () =>
      compoundFile([
        { name: "Workbook", data: biff(biffBegin(5), biffSheet(200, 0, "A"), biffEnd) },
        { name: "_VBA_PROJECT_CUR", storage: true },
      ]),
  },
  {
    name: "macro-sheet-of-excel-4.xls",
    answers: ["macro"],
    make: () =>
      compoundFile([{ name: "Workbook", data: biff(biffBegin(5), biffSheet(200, 1, "Macro1"), biffEnd) }]),
  },
  {
    name: "installer.doc",
    answers: ["wrong_type", "unsupported"],
    make: () =>
      compoundFile([
        { name: "䡀㽿䅤䈯䠶", data: filled(2000) },
        { name: "\x05SummaryInformation", data: filled(500) },
      ]),
  },
  {
    name: "message.doc",
    answers: ["wrong_type", "unsupported"],
    make: () => compoundFile([{ name: "__properties_version1.0", data: filled(2000) }]),
  },
  {
    name: "table-in-a-circle.doc",
    answers: ["malformed", "truncated"],
    make: () => {
      const doc = sample("minutes.doc");
      const view = new DataView(doc.buffer);
      const table = (view.getUint32(76, true) + 1) * 512;
      for (let sector = 0; sector < 128; sector++) view.setUint32(table + sector * 4, sector ^ 1, true);
      return doc;
    },
  },
  {
    name: "directory-in-a-circle.doc",
    answers: ["malformed", "truncated"],
    make: () =>
      compoundFile([{ name: "WordDocument", data: new Uint8Array(4096) }], (file) =>
        file.setUint32(512 + 4, 1, true),
      ),
  },
  {
    name: "second-table-in-a-circle.doc",
    answers: ["malformed", "truncated"],
    make: () =>
      compoundFile([{ name: "WordDocument", data: new Uint8Array(70_000) }], (file) => {
        file.setUint32(68, 5, true);
        for (let at = 6 * 512; at < 7 * 512; at += 4) file.setUint32(at, 5, true);
      }),
  },
  {
    name: "siblings-in-a-circle.xls",
    answers: ["malformed", "text", "empty"],
    make: () =>
      compoundFile(
        [{ name: "A" }, { name: "Workbook", data: biff(biffBegin(5), biffSheet(44, 0, "A"), biffEnd) }],
        (file) => {
          for (let index = 0; index < 3; index++) file.setUint32(1024 + index * 128 + 72, 1, true);
        },
      ),
  },
  {
    name: "stream-of-four-gigabytes.doc",
    answers: ["malformed", "truncated"],
    make: () =>
      compoundFile([{ name: "WordDocument", data: new Uint8Array(4096) }], (file) =>
        file.setUint32(1024 + 128 + 120, 0xfffffff0, true),
      ),
  },
  {
    name: "sectors-of-two-gigabytes.doc",
    answers: ["malformed", "truncated"],
    make: () =>
      compoundFile([{ name: "WordDocument", data: new Uint8Array(4096) }], (file) =>
        file.setUint16(30, 31, true),
      ),
  },
  {
    name: "structures-that-lie.doc",
    answers: ["malformed", "bomb", "too_large", "text", "empty"],
    make: () => {
      const doc = sample("minutes.doc");
      const view = new DataView(doc.buffer);
      for (let at = 512; at < doc.length; at += 512) {
        // the lengths of the stories in the file information block
        if (view.getUint16(at, true) === 0xa5ec)
          for (let i = 3; i < 10; i++) view.setUint32(at + 64 + i * 4, 0x7fffffff, true);
      }
      return doc;
    },
  },
  {
    name: "strings-without-end.xls",
    answers: ["too_large", "malformed", "bomb"],
    make: () =>
      compoundFile([
        {
          name: "Workbook",
          data: biff(biffBegin(5), [0xfc, [...u32(1), ...u32(0x7fffffff), ...filled(8000)]], biffEnd),
        },
      ]),
  },
  {
    name: "merged-everywhere.xls",
    answers: ["text", "too_large", "empty", "malformed"],
    make: () =>
      sheetCells(
        [0x204, [...u16(0), ...u16(0), ...u16(0), ...u16(1), 0, 65]],
        ...Array.from(
          { length: 1500 },
          () => [0xe5, [...u16(1), ...u16(0), ...u16(65535), ...u16(0), ...u16(255)]] as const,
        ),
      ),
  },
  {
    name: "corners-of-the-sheet.xls",
    answers: ["text"],
    make: () =>
      sheetCells(
        [0x204, [...u16(0), ...u16(0), ...u16(0), ...u16(1), 0, 65]],
        [0x204, [...u16(65535), ...u16(255), ...u16(0), ...u16(1), 0, 66]],
      ),
  },
];
