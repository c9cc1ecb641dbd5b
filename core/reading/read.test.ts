import { describe, expect, it } from "vitest";
import { docxMembers, makeDocx, makeZip, paragraph } from "./fixtures/packages.ts";
import { defaultLimits } from "./limits.ts";
import { read } from "./read.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const good = () => makeDocx(paragraph("学习记录"));
const withDocument = (xml: string) => makeZip({ ...docxMembers(""), "word/document.xml": xml });

/** A compound file whose directory names these streams. */
function compound(...names: string[]): Uint8Array {
  const file = new Uint8Array(512 * 3);
  const view = new DataView(file.buffer);
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  view.setUint16(30, 9, true);
  view.setUint32(48, 1, true);
  view.setUint32(56, 4096, true);
  view.setUint32(76, 0, true);
  for (let at = 512; at < 1024; at += 4) view.setUint32(at, 0xfffffffe, true);
  for (const [index, name] of names.entries()) {
    const at = 1024 + index * 128;
    for (const [i, character] of Array.from(name).entries())
      view.setUint16(at + i * 2, character.charCodeAt(0), true);
    view.setUint16(at + 64, (name.length + 1) * 2, true);
  }
  return file;
}

/** A stored zip whose directory declares another inflated size than the member has. */
async function lyingZip(): Promise<Uint8Array> {
  const content = `<?xml version="1.0"?><x>${"七".repeat(1_000_000)}</x>`;
  const zip = await makeZip({ ...docxMembers(""), "word/document.xml": content });
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
  for (let at = 0; at + 46 < zip.length; at++) {
    // both headers of the member tell the same lie: 5,000 bytes
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 1_000_000)
      view.setUint32(at + 24, 5000, true);
    if (view.getUint32(at, true) === 0x04034b50 && view.getUint32(at + 22, true) > 1_000_000)
      view.setUint32(at + 22, 5000, true);
  }
  return zip;
}

/** The same archive with one name changed to another of the same length, in both headers. */
async function renamed(members: Record<string, string>, from: string, to: string): Promise<Uint8Array> {
  const zip = await makeZip(members);
  let text = new TextDecoder("latin1").decode(zip);
  text = text.replaceAll(from, to);
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

describe("hostile and broken files are refused for what they are", () => {
  const cases: [string, string, () => Uint8Array | Promise<Uint8Array>][] = [
    ["an empty file", "empty", () => new Uint8Array()],
    ["a document without a word", "empty", () => makeDocx("<w:p/>")],
    ["half an upload", "truncated", async () => (await good()).slice(0, 600)],
    ["bytes before the archive", "wrong_type", async () => Uint8Array.from([0, 1, 2, 3, ...(await good())])],
    [
      "a program with an archive behind it",
      "wrong_type",
      async () => Uint8Array.from([...bytes("MZ\0\0"), ...(await good())]),
    ],
    [
      "two archives in one file",
      "malformed",
      async () => Uint8Array.from([...(await good()), ...(await good())]),
    ],
    [
      "a member that climbs out of its folder",
      "unsafe_path",
      () => makeZip({ ...docxMembers(""), "word/../../x.xml": "x" }),
    ],
    ["a member outside on Windows", "unsafe_path", () => makeZip({ "..\\x.txt": "x" })],
    [
      "a doubled document",
      "malformed",
      () => renamed({ ...docxMembers(""), "word/documenx.xml": "<x/>" }, "documenx", "document"),
    ],
    [
      "a password on the archive",
      "encrypted",
      () => makeZip(docxMembers(paragraph("密")), { password: "1" }),
    ],
    [
      "a member inflated a thousandfold",
      "bomb",
      () => makeZip({ ...docxMembers(""), "word/media/a.bin": new Uint8Array(8 << 20) }),
    ],
    [
      "an XML part over the limit",
      "bomb",
      () => makeZip({ ...docxMembers(""), "word/document.xml": `<x>${"ab".repeat(33 << 20)}</x>` }),
    ],
    ["a directory that lies about sizes", "bomb", lyingZip],
    [
      "too many members",
      "bomb",
      () => makeZip(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`${i}`, ""])), { level: 0 }),
    ],
    ["an archive in an archive", "bomb", async () => makeZip({ "a.zip": await good() })],
    [
      "a document type with a file entity",
      "malformed",
      () => withDocument('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
    ],
    [
      "a billion laughs",
      "bomb",
      () => withDocument('<!DOCTYPE x [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'),
    ],
    ["elements without end", "too_deep", () => withDocument("<x>".repeat(100_000))],
    ["tables in tables without end", "too_deep", () => makeDocx("<w:tbl><w:tr><w:tc>".repeat(40))],
    [
      "an element with attributes without end",
      "bomb",
      () => withDocument(`<x ${Array.from({ length: 300 }, (_, i) => `a${i}="1"`).join(" ")}/>`),
    ],
    [
      "a row of a thousand cells",
      "too_large",
      () => makeDocx(`<w:tbl><w:tr>${"<w:tc><w:p/></w:tc>".repeat(1001)}</w:tr></w:tbl>`),
    ],
    [
      "more text than a paper can have",
      "too_large",
      () => makeDocx(paragraph("学".repeat(defaultLimits.textLength + 1))),
    ],
    ["broken XML", "malformed", () => withDocument("<x><y></x>")],
    [
      "a package without a document",
      "malformed",
      () => {
        const { "_rels/.rels": _, ...members } = docxMembers("");
        return makeZip(members);
      },
    ],
    [
      "a macro by content type",
      "macro",
      () => {
        const members = docxMembers("");
        const types =
          members["[Content_Types].xml"]?.replace(
            /ContentType="[^"]+"/,
            'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"',
          ) ?? "";
        return makeZip({ ...members, "[Content_Types].xml": types });
      },
    ],
    [
      "a macro hidden in a .docx",
      "macro",
      () => makeZip({ ...docxMembers(paragraph("正文")), "word/vbaProject.bin": "x" }),
    ],
    [
      "a .docx with a password",
      "encrypted",
      () => compound("Root Entry", "EncryptionInfo", "EncryptedPackage"),
    ],
    ["a .doc with macros", "macro", () => compound("Root Entry", "WordDocument", "Macros")],
    ["a compound file cut off", "truncated", () => compound("Root Entry").slice(0, 700)],
    [
      "binary rubbish",
      "wrong_type",
      () => Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3) * 104729) & 0xff),
    ],
    ["a PDF cut off", "truncated", () => bytes("%PDF-1.7\n1 0 obj\n<< /Type /Catalog")],
    ["a PDF of nothing", "malformed", () => bytes("%PDF-1.7\nrubbish\n%%EOF\n")],
    ["a file over the limit", "too_large", () => new Uint8Array(defaultLimits.fileBytes + 1)],
  ];
  it.each(cases)("%s", async (_, reason, make) => {
    const result = await read(await make());
    expect(result).toMatchObject({ outcome: "refused" });
    expect(reason.split("|")).toContain(result.outcome === "refused" ? result.reason : "text");
  });
});

/** The frame and the ends of a JPEG of ten by ten, nothing between them. */
const smallJpg = Uint8Array.from([
  ...[0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 10, 0, 10, 3, ...Array(9).fill(0)],
  ...[0xff, 0xda, 0, 12, ...Array(10).fill(0), 0xff, 0xd9],
]);

describe("formats that wait for a reader are named, with what to do now", () => {
  const cases: [string, string, string, () => Uint8Array | Promise<Uint8Array>][] = [
    ["ole", "unsupported", "另存为 .docx", () => compound("Root Entry", "Contents")],
    ["eml", "unsupported", "附件", () => compound("Root Entry", "__properties_version1.0", "WordDocument")],
    ["jpg", "unsupported", "JPG", () => smallJpg],
    ["program", "wrong_type", "程序", () => Uint8Array.from([0x7f, 0x45, 0x4c, 0x46])],
  ];
  it.each(cases)("%s", async (format, reason, words, make) => {
    const result = await read(await make());
    expect(result).toMatchObject({ outcome: "refused", format, reason });
    expect(result.outcome === "refused" && result.message).toContain(words);
  });
});
