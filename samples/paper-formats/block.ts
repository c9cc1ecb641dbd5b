/** What a paper consists of, whatever its format: the blocks that every writer here can lay out. */

export type Block =
  | { readonly kind: "title"; readonly text: string }
  /** A first-level heading; its number 一、二、三、 is the writer's business (automatic in .docx). */
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  /** A line flush left: the addressee, a label line. */
  | { readonly kind: "line"; readonly text: string }
  /** The head of a record: rows of one or two label–value pairs. */
  | { readonly kind: "form"; readonly rows: readonly FormRow[] }
  | {
      readonly kind: "table";
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** Issuer, date, byline: flush right. */
  | { readonly kind: "closing"; readonly lines: readonly string[] };

export type FormRow =
  | readonly [string, string]
  | readonly [readonly [string, string], readonly [string, string]];

/** The pairs of a row, one or two. */
export function pairsOf(row: FormRow): readonly (readonly [string, string])[] {
  const [first, second] = row;
  return typeof first === "string" || typeof second === "string"
    ? [[String(first), String(second)]]
    : [first, second];
}

const NUMERALS = "一二三四五六七八九十";

/** `一、`, `二、` … as the writers without automatic numbers print them. */
export function headingNumber(index: number): string {
  const numeral = NUMERALS[index];
  if (numeral === undefined) throw new RangeError(`no heading number ${index + 1}`);
  return `${numeral}、`;
}

export const title = (text: string): Block => ({ kind: "title", text });
export const heading = (text: string): Block => ({ kind: "heading", text });
export const paragraphs = (...texts: string[]): Block[] => texts.map((text) => ({ kind: "paragraph", text }));
export const line = (text: string): Block => ({ kind: "line", text });
export const closing = (...lines: string[]): Block => ({ kind: "closing", lines });
