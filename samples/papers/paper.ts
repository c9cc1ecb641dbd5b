/** What a paper of the demonstration is: a real file, and where it must end. */
import type { Block } from "../paper-formats/block.ts";
import { writeDocx } from "../paper-formats/docx.ts";
import { writePdf } from "../paper-formats/pdf.ts";
import { type Encoding, writeTxt } from "../paper-formats/txt.ts";
import type { UnitKey } from "./units.ts";

export type PaperFormat = "docx" | "pdf" | "txt" | "doc" | "xlsx" | "scan";

/** What becomes of a paper when it arrives: the machine passes it on, sends it back, or the store refuses it. */
export type FirstOutcome = "in_review" | "returned" | "refused_by_store";

export interface Expectation {
  readonly first: FirstOutcome;
  /** Where the submission stands when the quarter is over. `never_filed`: it never got past the store. */
  readonly ends: "closed" | "never_filed";
  /** Codes of severity error of a paper that is sent back, exactly these. */
  readonly findingCodes?: readonly string[];
  /** A file that cannot be read: the reading reason. */
  readonly unreadable?: string;
}

export interface Paper {
  readonly id: string;
  readonly unit: UnitKey;
  /** The session it belongs to; a yearly plan has none. */
  readonly sessionDate?: string;
  readonly documentType: string;
  readonly format: PaperFormat;
  readonly fileName: string;
  readonly build: () => Promise<Uint8Array>;
  readonly expect: Expectation;
  /** The paper that this one corrects. */
  readonly corrects?: string;
  /** A reviewer sends this one back by hand: the words, and what is wrong with them. */
  readonly byHand?: { readonly evidence: string; readonly element: string; readonly message: string };
}

type Heading = Pick<Paper, "id" | "unit" | "documentType" | "fileName"> &
  Partial<Pick<Paper, "sessionDate" | "corrects" | "byHand">> & { readonly expect?: Partial<Expectation> };

/** A paper that passes and is closed, unless its `expect` says otherwise. The format follows the file's name. */
export function paper(
  { expect, ...heading }: Heading,
  blocks: readonly Block[],
  encoding: Encoding = "utf-8",
): Paper {
  const format = formatOf(heading.fileName);
  return {
    ...heading,
    format,
    build: () => write(format, blocks, encoding),
    expect: { first: "in_review", ends: "closed", ...expect },
  };
}

/** What goes wrong with a paper, as the machine must see it. */
export function returned(...findingCodes: string[]): Partial<Expectation> {
  return { first: "returned", findingCodes };
}

/** A paper that was made elsewhere: a file as it lies, or one that is no mere layout of blocks. It passes and is closed. */
export function asReceived(
  format: PaperFormat,
  heading: Omit<Heading, "expect">,
  build: Paper["build"],
): Paper {
  return { ...heading, format, build, expect: { first: "in_review", ends: "closed" } };
}

function formatOf(fileName: string): "docx" | "pdf" | "txt" {
  const format = fileName.slice(fileName.lastIndexOf(".") + 1);
  if (format === "docx" || format === "pdf" || format === "txt") return format;
  throw new TypeError(`${fileName} has no format that is written here`);
}

async function write(
  format: "docx" | "pdf" | "txt",
  blocks: readonly Block[],
  encoding: Encoding,
): Promise<Uint8Array> {
  switch (format) {
    case "docx":
      return writeDocx(blocks);
    case "pdf":
      return writePdf(blocks);
    case "txt":
      return writeTxt(blocks, encoding);
  }
}
