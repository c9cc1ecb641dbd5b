/** Sentences of a notice: plain text with figures in it, each figure still knowing which one it is. */
import { type Figure, figureText, isTraced } from "./figure.ts";

export interface Inline {
  readonly text: string;
  /** Id of the figure this text prints. */
  readonly figure?: string;
  /** Run-in heading of a paragraph: （一）… */
  readonly lead?: true;
}

export type Sentence = readonly Inline[];

/**
 * ``say`共学习${total}。` ``: figures are printed with their unit. A sentence that holds a figure which cannot be
 * traced is not said at all (design §9): the answer is an empty sentence.
 */
export function say(
  texts: TemplateStringsArray,
  ...values: readonly (string | Figure | Sentence)[]
): Sentence {
  if (values.some((value) => isFigure(value) && !isTraced(value))) return [];
  const parts = texts.flatMap((text, i): Inline[] => {
    const value = values[i];
    return [{ text }, ...(value === undefined ? [] : inlines(value))];
  });
  return parts.filter((part) => part.text !== "");
}

/** Only the number, as in a cell of a table; a dash for what cannot be traced. */
export function cell(figure: Figure): Sentence {
  return isTraced(figure) ? [{ text: String(figure.value), figure: figure.id }] : [{ text: "—" }];
}

export function lead(text: string): Sentence {
  return [{ text, lead: true }];
}

/** Joins the sentences that are said; `between` stands between two of them. */
export function join(sentences: readonly Sentence[], between: string): Sentence {
  return sentences
    .filter((sentence) => sentence.length > 0)
    .flatMap((sentence, i) => (i === 0 ? sentence : [{ text: between }, ...sentence]));
}

/** The words alone, for screens and search. */
export function plain(sentence: Sentence): string {
  return sentence.map((part) => part.text).join("");
}

function inlines(value: string | Figure | Sentence): readonly Inline[] {
  if (typeof value === "string") return [{ text: value }];
  return isFigure(value) ? [{ text: figureText(value), figure: value.id }] : value;
}

function isFigure(value: string | Figure | Sentence): value is Figure {
  return typeof value === "object" && "sources" in value;
}
