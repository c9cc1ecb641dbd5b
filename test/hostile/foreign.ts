/** Files that are not papers, under names that say they are; files of two kinds at once; files cut off or empty. */
import { makePdf } from "../../core/reading/fixtures/pdfs.ts";
import { samples } from "../fixtures/samples.ts";
import { packageOf } from "./packages.ts";
import { rawZip } from "./raw-zip.ts";
import { ascii, joined, type Trap, utf8 } from "./trap.ts";

/** Of these a part is a file of its own. */
const plain = /\.(txt|csv)$|html|page/;
const padded = (head: string | Uint8Array, at = 0) =>
  joined(new Uint8Array(at), typeof head === "string" ? ascii(head) : head, new Uint8Array(2000));

const broken = ["truncated", "malformed"] as const;
const program = ["wrong_type"] as const;
const archive = ["unsupported", "wrong_type"] as const;
const empty = makePdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"]);

/** A name that lies, the right answers, and how the file begins. */
const kinds: readonly (readonly [string, Trap["answers"], Uint8Array])[] = [
  ["windows-program.docx", program, padded("MZ\x90\0")],
  ["windows-program-with-archive.docx", program, joined(padded("MZ\x90\0"), packageOf("docx"))],
  ["linux-program.pdf", program, padded("\x7fELF")],
  ["mac-program.doc", program, padded(Uint8Array.of(0xcf, 0xfa, 0xed, 0xfe))],
  ["java-class.doc", program, padded(Uint8Array.of(0xca, 0xfe, 0xba, 0xbe))],
  ["shell-script.txt", program, utf8("#!/bin/sh\nrm -rf /\n")],
  ["shortcut.docx", program, padded(Uint8Array.of(0x4c, 0, 0, 0, 1, 0x14, 2, 0))],
  ["java-archive.zip", program, rawZip([{ name: "META-INF/MANIFEST.MF", data: "Manifest-Version: 1.0" }])],
  [
    "phone-program.docx",
    program,
    rawZip([
      { name: "AndroidManifest.xml", data: "x" },
      { name: "classes.dex", data: "x" },
    ]),
  ],
  ["program-in-archive.zip", ["wrong_type"], rawZip([{ name: "记录.docx", data: padded("MZ") }])],
  ["rar.zip", archive, padded("Rar!\x1a\x07\x01\0")],
  ["seven.docx", archive, padded("7z\xbc\xaf\x27\x1c")],
  ["gzip.docx", archive, padded(Uint8Array.of(0x1f, 0x8b, 8))],
  ["tar.zip", archive, padded("ustar\x0000", 257)],
  ["bzip.zip", archive, padded("BZh91AY&SY")],
  ["xz.zip", archive, padded("\xfd7zXZ\0")],
  ["cabinet.docx", archive, padded("MSCF\0\0\0\0")],
  [
    "presentation.docx",
    ["unsupported", "wrong_type"],
    rawZip([
      {
        name: "[Content_Types].xml",
        data: '<Types xmlns="x"><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>',
      },
    ]),
  ],
  [
    "pages.docx",
    ["unsupported"],
    rawZip([
      { name: "Index/Document.iwa", data: "x" },
      { name: "preview.jpg", data: "x" },
    ]),
  ],
  [
    "numbers.xlsx",
    ["unsupported"],
    rawZip([
      { name: "Index/CalculationEngine.iwa", data: "x" },
      { name: "Index/Document.iwa", data: "x" },
    ]),
  ],
  [
    "book.docx",
    ["unsupported", "wrong_type"],
    rawZip([
      { name: "mimetype", data: "application/epub+zip" },
      { name: "OEBPS/a.xhtml", data: "<html/>" },
    ]),
  ],
  ["caj.pdf", ["unsupported"], padded("CAJ\0")],
  ["caj-of-scans.pdf", ["unsupported"], padded("HN\xc8\0")],
  ["film.docx", program, padded("\0\0\0\x18ftypisom")],
  ["sound.doc", program, padded("ID3\x04")],
  ["database.doc", program, padded("\0\x01\0\0Standard Jet DB\0")],
  ["sqlite.doc", program, padded("SQLite format 3\0")],
  [
    "letter.doc",
    ["unsupported", "wrong_type"],
    utf8(
      "Received: from a by b\nFrom: a@b.cn\nTo: c@d.cn\nSubject: =?utf-8?B?5a2m?=\nMessage-ID: <1@b>\nMIME-Version: 1.0\nContent-Type: text/plain\n\n学习记录",
    ),
  ],
  [
    "drawing.svg",
    program,
    utf8('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  ],
  ["pdf-behind-zip.pdf", ["malformed", "unsupported", "wrong_type"], joined(packageOf("docx"), empty)],
  ["zip-behind-pdf.docx", ["malformed", "unsupported", "empty"], joined(empty, packageOf("docx"))],
  [
    "zip-behind-picture.docx",
    ["malformed", "truncated", "empty", "wrong_type"],
    joined(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16), new Uint8Array(100), packageOf("docx")),
  ],
  [
    "page-and-package.docx",
    ["malformed", "wrong_type", "text"],
    joined(utf8("<html><script>alert(1)</script>学习</html>"), packageOf("docx")),
  ],
  ["empty.docx", ["empty"], new Uint8Array()],
  ["one-byte.docx", ["empty", "wrong_type"], Uint8Array.of(0)],
  ["one-letter.txt", ["text"], utf8("学")],
  ["zeros.docx", ["wrong_type"], new Uint8Array(100_000)],
  [
    "chance.docx",
    ["wrong_type"],
    Uint8Array.from({ length: 50_000 }, (_, i) => (Math.imul(i + 1, 2_654_435_761) >>> 13) & 255),
  ],
  ["macro-word.docx", ["macro"], packageOf("docx", { "word/vbaProject.bin": { data: "x" } })],
  ["macro-excel.xlsx", ["macro"], packageOf("xlsx", { "xl/vbaProject.bin": { data: "x" } })],
  ["macro-of-excel-4.xlsx", ["macro"], packageOf("xlsx", { "xl/macrosheets/sheet1.xml": { data: "<x/>" } })],
  [
    "macro-open.odt",
    ["macro"],
    packageOf("odt", {
      "Basic/Standard/script-lb.xml": { data: "<x/>" },
      "Basic/Standard/Module1.xml": { data: "<x/>" },
    }),
  ],
  ["macro-python.odt", ["macro"], packageOf("odt", { "Scripts/python/x.py": { data: "print(1)" } })],
  ["macro-open.ods", ["macro"], packageOf("ods", { "Basic/Standard/Module1.xml": { data: "<x/>" } })],
  [
    "password.odt",
    ["encrypted"],
    packageOf("odt", {
      "META-INF/manifest.xml": {
        data: '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>',
      },
    }),
  ],
  [
    "password.ods",
    ["encrypted"],
    packageOf("ods", { "META-INF/manifest.xml": { data: "<m><encryption-data/></m>" } }),
  ],
  [
    "password.ofd",
    ["encrypted"],
    packageOf("ofd", {
      "OFD.xml": {
        data: '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc/Document.xml</ofd:DocRoot></ofd:DocBody><ofd:Encryptions/></ofd:OFD>',
      },
    }),
  ],
];

export const foreign: readonly Trap[] = [
  ...kinds.map(([name, answers, bytes]) => ({ name, answers, make: () => bytes })),
  ...samples("reading").map(({ name, bytes }) => ({
    name: `cut-off-${name}`,
    answers: [...broken, ...(plain.test(name) ? (["text", "wrong_type"] as const) : [])],
    make: () => bytes.slice(0, bytes.length * 0.6),
  })),
];
