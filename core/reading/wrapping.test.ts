/** Files as they arrive after an upload form, a server, a disk or a security program had them in hand. */
import { describe, expect, it } from "vitest";
import { nodeAssets } from "../../functions/reading/assets.ts";
import { makeDocx, makeZip, paragraph } from "./fixtures/packages.ts";
import { show, songPdf } from "./fixtures/pdfs.ts";
import { makeXlsx, textRow } from "./fixtures/sheets.ts";
import { read } from "./read.ts";

type Made = string | Uint8Array | number[];
const bytesOf = (made: Made) =>
  typeof made === "string" ? new TextEncoder().encode(made) : Uint8Array.from(made);
const joined = (...pieces: Made[]) => Uint8Array.from(pieces.flatMap((piece) => [...bytesOf(piece)]));
const wide = (text: string, bigEndian = false) =>
  Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).flatMap((unit) =>
    bigEndian ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8],
  );
const nuls = (count: number) => new Uint8Array(count);

const words = "柳溪镇党委理论学习中心组学习记录";
const pdf = songPdf(show(words, 72, 700));
const docx = await makeDocx(paragraph(words));
const xlsx = await makeXlsx([{ name: "a", content: `<sheetData>${textRow(1, words)}</sheetData>` }]);
const zip = await makeZip({ "记录.txt": words });
const page = "<html><body>download.jsp finished</body></html>\n".repeat(200);
const upload = '------WebKitFormBoundaryQ1\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n';
const uploaded = (type: string, file: Made) =>
  joined(`${upload}Content-Type: ${type}\r\n\r\n`, file, "\r\n------WebKitFormBoundaryQ1--\r\n");
const gbk = [0xd1, 0xa7, 0xcf, 0xb0, 0xbc, 0xc7, 0xc2, 0xbc];
const random = Uint8Array.from({ length: 40_000 }, (_, i) => (Math.imul(i + 7, 2_654_435_761) >>> 11) & 255);

/** What was around the file, the file, and the words that stand in it. */
const situations: [string, Uint8Array, string][] = [
  ["a PDF behind two marks and blank lines", joined("\ufeff\ufeff\r\n\r\n", pdf), words],
  ["a PDF behind a printer's job language", joined("\x1b%-12345X@PJL ENTER LANGUAGE=PDF\r\n", pdf), words],
  ["a PDF behind the head of a Macintosh file", joined(nuls(1), "a.pdf", nuls(122), pdf), words],
  [
    "a PDF behind a server's answer",
    joined("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n", pdf),
    words,
  ],
  ["a PDF in an upload", uploaded("application/pdf", pdf), words],
  ["a PDF before NULs and blanks", joined(pdf, nuls(30_000), "\r\n"), words],
  ["a PDF before a page of the web", joined(pdf, page), words],
  ["a PDF with a second end mark behind NULs", joined(pdf, nuls(9000), "%%EOF"), words],
  ["a .docx before NULs", joined(docx, nuls(5000)), words],
  ["a .docx before a page of the web", joined(docx, page), words],
  ["a .docx behind a mark and a line end", joined("\ufeff\r\n", docx), words],
  ["a .docx in an upload", uploaded("application/octet-stream", docx), words],
  [
    "an .xlsx behind a warning of PHP",
    joined("<br />\n<b>Notice</b>: Undefined index: name in /www/export.php on line 12<br />\n", xlsx),
    words,
  ],
  ["an .xlsx before words", joined(xlsx, "\r\n<!-- 12 rows exported -->\r\n"), words],
  ["an archive before NULs", joined(zip, nuls(2048)), `记录.txt\n${words}`],
  ["a text before NULs", joined(words, nuls(400)), words],
  ["a text in GBK before NULs", joined(gbk, nuls(401)), "学习记录"],
  ["a text in UTF-16 before NULs", joined(wide("\ufeff学习记录\r\nA"), nuls(300)), "学习记录\nA"],
  [
    "a text in UTF-16 without a mark before NULs",
    joined(wide("学习记录，\r\n第1期"), nuls(300)),
    "学习记录，\n第1期",
  ],
  ["a text before the end mark of DOS", joined(words, [0x1a]), words],
  ["a text in an upload", uploaded("text/plain", words), words],
  [
    "a table in an upload",
    uploaded("text/csv", "姓名,签到,备注\n甲,到,\n乙,假,病"),
    "姓名\t签到\t备注\n甲\t到\n乙\t假\t病",
  ],
];

/** What cannot be read, the reason, and what the sentence must say. */
const refusals: [string, Uint8Array, string, string][] = [
  ["亿赛通", joined([0x62, 0x14, 0x23, 0x65, 0, 0x10], "E-SafeNet\0\0\0LOCK", random), "encrypted", "亿赛通"],
  ["a driver that encrypts whole disks", joined("%TSD-Header-###%", random), "encrypted", "文档加密软件"],
  ["Fasoo", joined("<DRMONE  This Document is encrypted>", random), "encrypted", "解密"],
  ["a program without a name", random, "wrong_type", "文档加密软件"],
  ["a disk pulled out too early", nuls(20_000), "wrong_type", "空字节"],
  [
    "a PDF with an archive behind it",
    joined(pdf.slice(0, -7), "\n%%EOF\n", nuls(5000), docx),
    "truncated",
    "重新",
  ],
  ["a program behind a mark", joined("\ufeff", "MZ\x90\0\x03\0\0\0\x04\0\0\0"), "wrong_type", "上传"],
];

const mail = "Subject: =?gb2312?B?0afPsLzHwrw=?=\r\nMIME-Version: 1.0\r\n";
const mixed =
  'Content-Type: multipart/mixed; boundary="b1"\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\n5L2g\r\n--b1--\r\n';
const letters: [string, string, string][] = [
  ["a draft", `From: zhu@liuxi.example\r\nTo: xcb@qingshi.example\r\n${mail}${mixed}`, "eml"],
  [
    "one out of a mailbox",
    `From - Thu Mar 05 17:20:00 2026\r\nX-Mailer: Foxmail 7.2\r\n${mail}${mixed}`,
    "eml",
  ],
  [
    "one whose text is a page",
    `To: a@b.example\r\nFrom: c@d.example\r\n${mail}Content-Type: text/html\r\n\r\n<p>你好</p>`,
    "eml",
  ],
  [
    "no letter but a page saved by a browser",
    `From: <Saved by Blink>\r\nSnapshot-Content-Location: http://a.example/\r\n${mail}Content-Type: multipart/related; boundary="b2"\r\n\r\n--b2\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>学习记录</p>\r\n--b2--`,
    "html",
  ],
  ["no letter but minutes with labels", "From: 办公室\r\nTo: 各支部\r\n\r\n请按时参加学习。", "txt"],
];

describe("a file between what was put around it", () => {
  it.each(situations)("%s", async (_, bytes, text) => {
    expect(await read(bytes, { assets: nodeAssets })).toMatchObject({ outcome: "text", text });
  });
});

describe("a file that is locked or lost is called so, with the way out", () => {
  it.each(refusals)("%s", async (_, bytes, reason, said) => {
    const result = await read(bytes);
    expect(result).toMatchObject({ outcome: "refused", reason });
    expect(result.outcome === "refused" && result.message).toContain(said);
  });
});

describe("a letter is known by its head", () => {
  it.each(letters)("%s", async (_, text, format) => {
    expect(await read(bytesOf(text))).toMatchObject({ format });
  });
});
