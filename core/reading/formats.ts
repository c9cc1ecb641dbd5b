/**
 * The table of formats: who reads each. A format without a reader is refused with a sentence that says what to do
 * instead; giving it one is a matter of changing its row.
 */
import type { RefusalReason } from "./document.ts";
import type { Format } from "./format.ts";
import type { Reader } from "./reader.ts";
import { readCsv } from "./sheet/csv.ts";

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
  csv: { read: async () => readCsv },
  xlsb: { reason: "unsupported", advice: "请另存为 .xlsx 后上传" },
  xls: { read: async () => (await import("./sheet/xls.ts")).readXls },
  excelml: { read: async () => (await import("./sheet/excelml.ts")).readExcelMl },
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
