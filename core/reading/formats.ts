/**
 * The table of formats: how each is called, and who reads it. A format without a reader is refused with a
 * sentence that says what to do instead; giving it one is a matter of changing its row.
 */
import type { ReadText, Refusal, RefusalReason } from "./document.ts";
import type { Limits } from "./limits.ts";
import type { Recogniser } from "./scan/recogniser.ts";
import type { Archive } from "./zip/archive.ts";

/** Files of data that a reader needs beside its code. Plain paths in Node, addresses in the browser. */
export type ReaderAssets = {
  /** Folders of pdfjs-dist, each ending in "/". */
  pdf?: { cMapUrl: string; standardFontDataUrl: string; wasmUrl: string; workerSrc?: string };
};

export type Reader = (bytes: Uint8Array, surroundings: Surroundings) => Promise<ReadText>;

export type OnPage = (page: number, pages: number) => void;

/** What a reader is given beside the bytes; `archive` when the file is one and has been opened to look inside. */
export type Surroundings = {
  limits: Limits;
  assets: ReaderAssets;
  archive?: Archive;
  /** Reads scanned pages; where there is none they are refused. */
  recogniser?: Recogniser;
  /** Told before each page that is recognised: which of how many, counted from 1. */
  onPage?: OnPage;
  /** Reads a file found inside this one; an archive within it is refused. */
  readMember: (bytes: Uint8Array) => Promise<ReadText | Refusal>;
};

/** How people call the format. */
export const formatNames = {
  docx: ".docx 文档",
  pdf: "PDF 文件",
  txt: "文本文件",
  doc: ".doc 文档",
  rtf: "RTF 文档",
  odt: "ODT 文档",
  ofd: "OFD 版式文件",
  xlsx: ".xlsx 表格",
  csv: "CSV 表格",
  xls: ".xls 表格",
  ods: "ODS 表格",
  pptx: ".pptx 演示文稿",
  ppt: ".ppt 演示文稿",
  odp: "ODP 演示文稿",
  iwork: "Pages 或 Numbers 文件",
  epub: "电子书",
  caj: "CAJ 文件",
  eml: "邮件",
  wordml: "Word 2003 XML 文档",
  html: "网页文件",
  xml: "XML 文件",
  jpg: "JPG 图片",
  png: "PNG 图片",
  tif: "TIFF 图片",
  gif: "GIF 图片",
  bmp: "BMP 图片",
  webp: "WebP 图片",
  heic: "HEIC 或 AVIF 图片",
  zip: "ZIP 压缩包",
  rar: "RAR 压缩包",
  "7z": "7z 压缩包",
  gzip: "GZIP 压缩包",
  tar: "这种压缩包",
  ole: "旧版 Office 文件",
  program: "程序文件",
  media: "音视频文件",
} as const;

export type Format = keyof typeof formatNames;

type Row = { read: () => Promise<Reader> } | { reason: RefusalReason; advice: string };

const saveAsDocx: Row = { reason: "unsupported", advice: "请另存为 .docx 后上传" };
const toJpgOrPdf: Row = { reason: "unsupported", advice: "请转为 JPG 或 PDF 后上传" };
const exported: Row = { reason: "unsupported", advice: "请导出为 .docx、.xlsx 或 PDF 后上传" };
const printed: Row = { reason: "unsupported", advice: "请用阅读器打印为 PDF 后上传" };
const attachments: Row = { reason: "unsupported", advice: "请把邮件里的附件另存后逐个上传" };
const unpack: Row = { reason: "unsupported", advice: "请解压后逐个上传其中的文件" };
const foreign: Row = { reason: "wrong_type", advice: "请上传 Word、WPS、PDF、Excel、图片或文本文件" };

/** Who reads what. Readers are loaded when first asked for, so a page or a function carries only what it uses. */
export const formats: Record<Format, Row> = {
  docx: { read: async () => (await import("./docx/reader.ts")).readDocx },
  pdf: { read: async () => (await import("./pdf/reader.ts")).readPdf },
  txt: { read: async () => (await import("./plain/reader.ts")).readPlain },
  doc: { read: async () => (await import("./word97/reader.ts")).readWord97 },
  rtf: { read: async () => (await import("./rtf/reader.ts")).readRtf },
  odt: { read: async () => (await import("./odt/reader.ts")).readOdt },
  ofd: { read: async () => (await import("./ofd/reader.ts")).readOfd },
  xlsx: { read: async () => (await import("./sheet/xlsx.ts")).readXlsx },
  csv: { read: async () => (await import("./sheet/csv.ts")).readCsv },
  xls: { read: async () => (await import("./sheet/xls.ts")).readXls },
  ods: { read: async () => (await import("./sheet/ods.ts")).readOds },
  wordml: { read: async () => (await import("./wordml/reader.ts")).readWordMl },
  html: { read: async () => (await import("./html/reader.ts")).readHtml },
  jpg: { read: async () => (await import("./scan/reader.ts")).pictureReader("jpg") },
  png: { read: async () => (await import("./scan/reader.ts")).pictureReader("png") },
  tif: { read: async () => (await import("./scan/reader.ts")).pictureReader("tif") },
  bmp: toJpgOrPdf,
  gif: toJpgOrPdf,
  webp: toJpgOrPdf,
  heic: toJpgOrPdf,
  zip: { read: async () => (await import("./archive/reader.ts")).readBundle },
  rar: unpack,
  "7z": unpack,
  gzip: unpack,
  tar: unpack,
  ole: saveAsDocx,
  pptx: foreign,
  ppt: foreign,
  odp: foreign,
  iwork: exported,
  epub: foreign,
  caj: printed,
  eml: attachments,
  xml: foreign,
  program: foreign,
  media: foreign,
};
