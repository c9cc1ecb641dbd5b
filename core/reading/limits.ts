/**
 * How much a file may ask of us before it is refused. Measured on hostile and real files; an office file of
 * this trade stays below a tenth of each.
 */
const MiB = 1024 * 1024;

export type Limits = {
  /** Bytes of the file as it arrived. */
  fileBytes: number;
  /** Entries of a zip archive. */
  zipEntries: number;
  /** Bytes of all entries together, inflated. */
  zipInflatedBytes: number;
  /** Inflated bytes of one XML part. */
  xmlPartBytes: number;
  /** Inflated : packed size of one entry (entries below 1 MiB are not asked). */
  zipRatio: number;
  /** Archives within archives. */
  zipNesting: number;
  /** Files within files: a bundle with a document in which a sheet stands. */
  memberDepth: number;
  /** Open elements of an XML part at one time. */
  xmlDepth: number;
  /** Tables within tables. */
  tableDepth: number;
  /** UTF-16 units of the text read. */
  textLength: number;
  /** Elements of one XML part: to walk a million of them takes a second, and most of a swollen part is elements. */
  xmlElements: number;
  /** Attributes of one element. */
  xmlAttributes: number;
  /** Cells of one table row; Word itself stops at 63. */
  rowCells: number;
  /** Cells of one sheet that the file names, filled or not. */
  sheetCells: number;
  pdfPages: number;
  /** Pages of one file to be recognised. */
  scanPages: number;
  /** Pixels of one picture. */
  picturePixels: number;
  /** Pixels of one picture in a PDF; a sheet of A4 scanned at 600 dpi has 35 million. */
  pdfPicturePixels: number;
  /** Text runs of one PDF page. */
  pdfPageItems: number;
  /** Unpacked bytes of one stream of a PDF that draws a page. */
  pdfContentBytes: number;
  /** Unpacked bytes of any other stream, such as a picture. */
  pdfStreamBytes: number;
};

export const defaultLimits: Limits = {
  fileBytes: 50 * MiB,
  zipEntries: 1000,
  zipInflatedBytes: 200 * MiB,
  xmlPartBytes: 64 * MiB,
  zipRatio: 1000,
  zipNesting: 1,
  memberDepth: 3,
  xmlDepth: 256,
  tableDepth: 16,
  xmlElements: 1_000_000,
  xmlAttributes: 200,
  rowCells: 1000,
  sheetCells: 100_000,
  textLength: 2_000_000,
  pdfPages: 300,
  scanPages: 30,
  picturePixels: 50_000_000,
  pdfPicturePixels: 36_000_000,
  pdfPageItems: 50_000,
  pdfContentBytes: 4 * MiB,
  pdfStreamBytes: 128 * MiB,
};
