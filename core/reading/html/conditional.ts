/**
 * What Word keeps in comments of a page for itself: drawn shapes with their words, and fields whose result no
 * browser shows.
 */
import { Parser } from "htmlparser2";
import { Fields } from "../docx/fields.ts";
import { attempt, Binary } from "../ole/binary.ts";
import { formValue } from "../word97/forms.ts";

const condition = /^\[if ([^\]]*)\]>?/i;
/** A value of a form field, written in hexadecimal; the longest list has 25 entries. */
const MAX_DATA = 20_000;

/** The condition of a comment such as `[if gte vml 1]>…`, and what stands under it. */
export function conditional(comment: string): { on: string; content: string } | undefined {
  const found = condition.exec(comment);
  if (found === null) return undefined;
  const content = comment.slice(found[0].length).replace(/<!\[endif\]$/i, "");
  return { on: (found[1] ?? "").toLowerCase(), content };
}

/** The words of shapes: WordArt as text, a text box as markup, in their order. */
export function shapes(markup: string): ({ text: string } | { markup: string })[] {
  const found: ({ text: string } | { markup: string })[] = [];
  let shape = "";
  let box: number | undefined;
  const parser = new Parser(
    {
      onopentag(name, { id, string }) {
        if (name === "v:shape") shape = id ?? "";
        else if (name === "v:textpath" && string !== undefined && !/watermark/i.test(shape)) {
          found.push({ text: string });
        } else if (name === "v:textbox") box = parser.endIndex + 1;
      },
      onclosetag(name) {
        if (name !== "v:textbox" || box === undefined) return;
        found.push({ markup: markup.slice(box, parser.startIndex) });
        box = undefined;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(markup);
  return found;
}

/** Fields that Word writes into comments; their results stand between the comments and are read as any text. */
export class PageFields {
  readonly #fields = new Fields();

  /** Takes what stands in one comment; answers the text that fields ending in it stand for. */
  take(markup: string): string {
    let shown = "";
    const fields = this.#fields;
    const parser = new Parser(
      {
        onopentag(_, { style = "" }) {
          const mark = /mso-element\s*:\s*field-(begin|separator|end)/i.exec(style)?.[1]?.toLowerCase();
          if (mark !== undefined) shown += fields.mark(mark === "separator" ? "separate" : mark);
        },
        ontext(text) {
          fields.instruction(text.replace(/\s+/g, " "));
        },
      },
      { decodeEntities: true, lowerCaseTags: true },
    );
    parser.end(markup);
    return shown;
  }

  /** Takes the data of a form field, if the comment holds some. */
  takeData(markup: string): void {
    const written = /<w:data>([\da-f\s]*)<\/w:data>/i.exec(markup)?.[1]?.replace(/\s/g, "") ?? "";
    if (written === "" || written.length > MAX_DATA) return;
    const bytes = Uint8Array.from(written.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    const value = attempt(() => formValue(new Binary(bytes)));
    if (value !== undefined) this.#fields.hold(value);
  }
}
