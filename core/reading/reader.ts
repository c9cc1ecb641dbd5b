/** What every reader of a format is: bytes and a context in, text out. */
import type { ReadText, Refusal } from "./document.ts";
import type { Limits } from "./limits.ts";
import type { Recogniser } from "./scan/recogniser.ts";
import type { Archive } from "./zip/archive.ts";

/** Files of data that a reader needs beside its code. Plain paths in Node, addresses in the browser. */
export type ReaderAssets = {
  /** Folders of pdfjs-dist, each ending in "/". */
  pdf?: { cMapUrl: string; standardFontDataUrl: string; wasmUrl: string; workerSrc?: string };
};

export type Reader = (bytes: Uint8Array, context: ReaderContext) => Promise<ReadText>;

export type OnPage = (page: number, pages: number) => void;

/** What a reader is given beside the bytes; `archive` when the file is one and has been opened to look inside. */
export type ReaderContext = {
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
