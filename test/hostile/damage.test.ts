/**
 * Good files of every format, damaged by chance: a reader may lose words of a damaged file or refuse it, but it
 * always comes back, soon, and with a reason that is known. QIYOU_DAMAGES asks for more of them.
 */
import { describe, expect, it } from "vitest";
import { docxMembers, makeDocx, paragraph } from "../../core/reading/fixtures/packages.ts";
import { show, songPdf } from "../../core/reading/fixtures/pdfs.ts";
import { defaultLimits } from "../../core/reading/limits.ts";
import { read } from "../../core/reading/read.ts";
import { reasons } from "../../core/reading/refusal.ts";
import type { Recogniser } from "../../core/reading/scan/recogniser.ts";
import { openArchive } from "../../core/reading/zip/archive.ts";
import { nodeAssets } from "../../functions/reading/assets.ts";
import { decode, render } from "../../functions/reading/ocr/picture.ts";
import { samples } from "../fixtures/samples.ts";
import { chance, damaged, damagedInside } from "./damage.ts";
import { packageNames, packageOf } from "./packages.ts";
import { utf8 } from "./trap.ts";

const DAMAGES = Number(process.env.QIYOU_DAMAGES ?? 15);
/** A picture is decoded whole before it is found to be damaged, which takes longer. */
const PICTURE_DAMAGES = Math.ceil(DAMAGES / 5);
/** Far above any reading of these small files, far below a hang. */
const HANG_MS = 10_000;

/** Decodes and renders as ever, and sees no line: what is tried here is the decoding. */
const blind: Recogniser = { decode, render, find: async () => [], recognise: async () => [] };

const wordml = `<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>${paragraph("学习记录")}<w:tbl><w:tr><w:tc>${paragraph("姓名")}</w:tc><w:tc>${paragraph("签名")}</w:tc></w:tr></w:tbl></w:body></w:wordDocument>`;
const flat = `<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">${Object.entries(
  docxMembers(paragraph("学习记录"), { header: paragraph("石桥镇党委") }),
)
  .map(
    ([name, xml]) =>
      `<pkg:part pkg:name="/${name}"><pkg:xmlData>${xml.replace(/<\?xml[^>]*\?>/, "")}</pkg:xmlData></pkg:part>`,
  )
  .join("")}</pkg:package>`;
const archive = `MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from("<html><table><tr><td>学习</td></tr></table></html>").toString("base64")}\n--b--\n`;

const files: readonly (readonly [string, Uint8Array])[] = [
  ...samples("reading").map(({ name, bytes }) => [name, bytes] as const),
  ...packageNames.map((kind) => [`small.${kind}`, packageOf(kind)] as const),
  [
    "numbered.docx",
    await makeDocx(paragraph("学习记录", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'), {
      header: paragraph("石桥镇党委"),
      footnotes: paragraph("注"),
      numbering:
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    }),
  ],
  ["song.pdf", songPdf(show("学习记录", 72, 700) + show("时间", 72, 660) + show("地点", 200, 660))],
  ["word-2003.doc", utf8(wordml)],
  ["flat-package.doc", utf8(flat)],
  ["archive.mht", utf8(archive)],
  ["utf-16.txt", Uint8Array.from(Buffer.from("\ufeff学习记录\n时间：三月", "utf16le"))],
];
const pictures = samples("scans").filter(({ name }) => /^(fax|record|sign-in)\./.test(name));

async function comesBack(bytes: Uint8Array, seed: number): Promise<void> {
  const started = performance.now();
  const result = await read(bytes, { assets: nodeAssets, recogniser: blind });
  expect(performance.now() - started, `seed ${seed}`).toBeLessThan(HANG_MS);
  if (result.outcome === "text") expect(typeof result.text).toBe("string");
  else expect(reasons).toContain(result.reason);
}

describe("damaged files", () => {
  it.each(files)(
    "%s always comes to an end",
    async (_, bytes) => {
      const other = files[bytes.length % files.length]?.[1] ?? bytes;
      for (let seed = 1; seed <= DAMAGES; seed++) await comesBack(damaged(bytes, chance(seed), other), seed);
    },
    120_000,
  );

  it.each(files.filter(([, bytes]) => bytes[0] === 0x50 && bytes[1] === 0x4b))(
    "%s always comes to an end, damaged inside",
    async (_, bytes) => {
      const { names, ...opened } = await openArchive(bytes, defaultLimits);
      const members = new Map<string, Uint8Array>();
      for (const name of names) members.set(name, (await opened.bytes(name)) ?? new Uint8Array());
      for (let seed = 1; seed <= DAMAGES; seed++) await comesBack(damagedInside(members, chance(seed)), seed);
    },
    120_000,
  );

  it.each(pictures)(
    "$name always comes to an end",
    async ({ bytes }) => {
      const other = pictures[bytes.length % pictures.length]?.bytes ?? bytes;
      for (let seed = 1; seed <= PICTURE_DAMAGES; seed++) {
        await comesBack(damaged(bytes, chance(seed), other), seed);
      }
    },
    120_000,
  );
});
