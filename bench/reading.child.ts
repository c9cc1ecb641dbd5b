/** The measured process: one reader of files alone, asked for one file after the other. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readerContext } from "../functions/reading/reader-context.ts";

const fileTypes = ["docx", "pdf", "odt", "ods", "rtf", "xlsx", "csv", "html"] as const;

/** What each reader makes of a file; `undefined` when it will not read it. */
type Reader = (bytes: Uint8Array, name: string) => Promise<string | undefined>;

const readers: Record<string, () => Promise<Reader>> = {
  async qiyou() {
    const { read } = await import("../core/reading/read.ts");
    const options = await readerContext(true);
    return async (bytes) => {
      const result = await read(bytes, options);
      return result.outcome === "text" ? result.text : undefined;
    };
  },
  async mammoth() {
    const { default: mammoth } = await import("mammoth");
    return async (bytes) => (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value;
  },
  async "pdfjs-dist"() {
    const { getDocument, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");
    return async (bytes) => {
      const document = await getDocument({ data: bytes.slice(), verbosity: VerbosityLevel.ERRORS }).promise;
      const lines: string[] = [];
      for (let number = 1; number <= document.numPages; number++) {
        const { items } = await (await document.getPage(number)).getTextContent();
        lines.push(items.map((item) => ("str" in item ? item.str : "")).join("\n"));
      }
      await document.loadingTask.destroy();
      return lines.join("\n");
    };
  },
  async officeparser() {
    const { parseOffice } = await import("officeparser");
    return async (bytes, name) => {
      // it goes by the name and cannot tell some formats without one
      const fileType = fileTypes.find((type) => name.endsWith(`.${type}`)) ?? null;
      const read = await parseOffice(Buffer.from(bytes), { ignoreNotes: false, fileType });
      const { value } = await read.to("text");
      return typeof value === "string" ? value : undefined;
    };
  },
};

/** Times over which the time of one file is taken; its first reading loads what it needs. */
const ROUNDS = 3;
/** A file that takes longer than this is timed as it is first read. */
const SLOW = 500;

const [, , engine = ""] = process.argv;
const reader = await readers[engine]?.();
process.send?.("ready");
process.on("message", (path: string) => void answer(path));

async function answer(path: string): Promise<void> {
  const bytes = new Uint8Array(await readFile(fileURLToPath(path)));
  const times: number[] = [];
  let text: string | undefined;
  for (let round = 0; round <= ROUNDS && (times[0] ?? 0) < SLOW; round++) {
    const began = performance.now();
    text = await reader?.(bytes, path).catch(() => undefined);
    times.push(performance.now() - began);
  }
  const warm = (times.length > 1 ? times.slice(1) : times).toSorted((a, b) => a - b);
  process.send?.({ text: text ?? null, milliseconds: warm[warm.length >> 1] ?? 0 });
}
