/** Text, tables and RTF that are long, deep, wide or made to keep a pattern busy. */
import { documentOf, packageWith, sheetNamespace } from "./packages.ts";
import { swelling } from "./raw-zip.ts";
import { ascii, type Trap, utf8 } from "./trap.ts";

const odd = ["text", "empty", "too_large", "malformed", "bomb"] as const;
const sheet = (content: string) => `<worksheet xmlns="${sheetNamespace}">${content}</worksheet>`;
const cellAt = (address: string) => `<c r="${address}" t="inlineStr"><is><t>学习</t></is></c>`;
/** Letters of a column counted from 0. */
function letters(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26));
}

export const texts: readonly Trap[] = [
  { name: "blanks.txt", answers: ["empty"], make: () => utf8(" ".repeat(100_000)) },
  { name: "blanks-between.txt", answers: ["text"], make: () => utf8(`学习${" ".repeat(100_000)}记录`) },
  { name: "brackets.txt", answers: ["text"], make: () => utf8("（".repeat(100_000)) },
  { name: "digits.txt", answers: ["text"], make: () => utf8("1".repeat(500_000)) },
  { name: "one-line.txt", answers: ["text"], make: () => utf8("学习记录，".repeat(200_000)) },
  { name: "six-million-signs.txt", answers: ["too_large"], make: () => utf8("学习".repeat(3_000_000)) },
  { name: "line-ends.txt", answers: ["empty", "too_large"], make: () => utf8("\n".repeat(5_000_000)) },
  { name: "marks-without-letters.txt", answers: odd, make: () => utf8(`学${"\u0301".repeat(300_000)}`) },
  {
    name: "quotation-without-end.csv",
    answers: odd,
    make: () => utf8(`甲,乙,丙\n1,2,"${'""'.repeat(1_000_000)}`),
  },
  {
    name: "columns-by-the-million.csv",
    answers: ["too_large", "text"],
    make: () => utf8(`${"甲,".repeat(1_000_000)}\n`.repeat(2)),
  },
  { name: "rows-by-the-million.csv", answers: ["too_large"], make: () => utf8("甲,乙,丙\n".repeat(500_000)) },
  {
    name: "attributes-by-the-thousand.html",
    answers: odd,
    make: () => utf8(`<html><p ${"a=1 ".repeat(500_000)}>学习`),
  },
  {
    name: "unclosed-by-the-thousand.html",
    answers: [...odd, "too_deep"],
    make: () => utf8(`<html><body>${"<p><b><i>学".repeat(100_000)}`),
  },
  {
    name: "boundaries.mht",
    answers: odd,
    make: () =>
      utf8(
        `MIME-Version: 1.0\nContent-Type: multipart/related; boundary="a"\n\n${"--a\nContent-Type: text/plain\n\n".repeat(200_000)}`,
      ),
  },
  {
    name: "script-called.doc",
    answers: ["text"],
    make: () =>
      utf8(
        '<html><head><script>alert(1)</script></head><body onload="alert(2)"><p>学习记录</p><img src=x onerror="alert(3)"></body></html>',
      ),
  },
  {
    name: "one-cell-in-the-last-corner.xlsx",
    answers: ["text"],
    make: () =>
      packageWith("xlsx", {
        data: sheet(
          `<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576">${cellAt("XFD1048576")}</row></sheetData>`,
        ),
      }),
  },
  {
    name: "diagonal.xlsx",
    answers: ["text", "too_large", "bomb"],
    make: () =>
      packageWith("xlsx", {
        data: sheet(
          `<sheetData>${Array.from({ length: 16_000 }, (_, i) => `<row r="${i + 1}">${cellAt(`${letters(i)}${i + 1}`)}</row>`).join("")}</sheetData>`,
        ),
      }),
  },
  {
    name: "merged-by-the-thousand.xlsx",
    answers: ["text", "too_large"],
    make: () =>
      packageWith("xlsx", {
        data: sheet(
          `<sheetData><row r="1">${cellAt("A1")}</row></sheetData><mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(50_000)}</mergeCells>`,
        ),
      }),
  },
  {
    name: "cells-by-the-million.xlsx",
    answers: ["too_large"],
    make: () =>
      packageWith("xlsx", {
        packed: swelling(
          `<row>${cellAt("A1").repeat(100)}</row>`,
          9000,
          sheet("<sheetData>").replace(/<\/.*$/, ""),
          "</sheetData></worksheet>",
        ),
      }),
  },
  {
    name: "repeated-without-end.ods",
    answers: ["too_large"],
    make: () =>
      packageWith("ods", {
        data: `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet><table:table table:name="A"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>学习</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`,
      }),
  },
  {
    name: "blanks-repeated-without-end.odt",
    answers: ["text", "too_large", "bomb"],
    make: () =>
      packageWith("odt", {
        data: `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>学<text:s text:c="2000000000"/>习</text:p></office:text></office:body></office:document-content>`,
      }),
  },
  {
    name: "steps-repeated-without-end.ofd",
    answers: ["text", "bomb", "malformed", "too_large"],
    make: () =>
      packageWith("ofd", {
        data: '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer><ofd:TextObject Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g 2000000000 1">学习记录</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>',
      }),
  },
  {
    name: "numbers-without-end.docx",
    answers: ["text", "too_large"],
    make: () =>
      documentOf(
        `<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999"/><w:numId w:val="99999999"/></w:numPr></w:pPr><w:r><w:t>学习</w:t></w:r></w:p>`,
      ),
  },
  {
    name: "span-without-end.docx",
    answers: ["text", "too_large"],
    make: () =>
      documentOf(
        `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p><w:r><w:t>学习</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`,
      ),
  },
  {
    name: "groups-without-end.rtf",
    answers: ["too_deep"],
    make: () => ascii(`{\\rtf1 ${"{".repeat(500_000)}`),
  },
  {
    name: "binary-that-lies.rtf",
    answers: ["truncated", "empty", "malformed"],
    make: () => ascii("{\\rtf1 study{\\bin2147483647 x}}"),
  },
  {
    name: "binary-below-nothing.rtf",
    answers: odd,
    make: () => ascii(`{\\rtf1 study${"\\bin-2147483648 ".repeat(10_000)}}`),
  },
  {
    name: "cells-without-end.rtf",
    answers: ["too_large"],
    make: () => ascii(`{\\rtf1\\trowd ${"\\intbl a\\cell ".repeat(500_000)}\\row}`),
  },
  {
    name: "tables-in-tables.rtf",
    answers: ["too_deep", "too_large"],
    make: () =>
      ascii(`{\\rtf1 ${Array.from({ length: 2000 }, (_, i) => `\\itap${i + 1} a\\nestcell`).join("")}}`),
  },
  {
    name: "fallback-without-end.rtf",
    answers: odd,
    make: () => ascii(`{\\rtf1 ${"\\uc2147483647\\u23398 x".repeat(100_000)}}`),
  },
  {
    name: "object-inside.rtf",
    answers: [...odd, "macro"],
    make: () => ascii(`{\\rtf1 study{\\object\\objdata ${"d0cf11e0a1b11ae1".repeat(300_000)}}}`),
  },
  {
    name: "fonts-by-the-thousand.rtf",
    answers: odd,
    make: () =>
      ascii(`{\\rtf1{\\fonttbl ${Array.from({ length: 100_000 }, (_, i) => `{\\f${i} X;}`).join("")}}study}`),
  },
];
