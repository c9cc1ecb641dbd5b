/**
 * Words on layers of a PDF that are switched off: drafts, other versions, hints. pdf.js reads them with the others;
 * which layer a character stands on only its drawing says (ISO 32000-1 §8.11).
 */
import type { PDFDocumentProxy } from "pdfjs-dist";
import type { TextRun } from "./boxes.ts";
import type { Operators } from "./rules.ts";

/** The numbers pdf.js gives the operators that matter here. */
export type LayerCodes = {
  beginMarkedContent: number;
  beginMarkedContentProps: number;
  endMarkedContent: number;
  beginAnnotation: number;
  endAnnotation: number;
  showText: number;
  setTextMatrix: number;
  moveText: number;
  nextLine: number;
};

export type Layers = Awaited<ReturnType<PDFDocumentProxy["getOptionalContentConfig"]>>;

/** The layers of a document as the screen shows them; undefined when none is switched off. */
export async function switchedLayers(document: PDFDocumentProxy): Promise<Layers | undefined> {
  const layers = await document.getOptionalContentConfig({ intent: "display" });
  return [...layers].some(([, group]) => group.visible === false) ? layers : undefined;
}

type Drawn = { character: string; isShown: boolean };

/** The runs without what stands on layers that are off. Runs come in the order in which they are drawn. */
export function withoutHidden(
  runs: readonly TextRun[],
  operators: Operators,
  codes: LayerCodes,
  layers: Layers,
): TextRun[] {
  const drawn = drawnCharacters(operators, codes, layers);
  if (drawn.every(({ isShown }) => isShown)) return [...runs];
  let at = 0;
  const isShown = (character: string): boolean => {
    if (character.trim() === "") return true;
    for (let ahead = at; ahead < Math.min(at + AHEAD, drawn.length); ahead++) {
      if (drawn[ahead]?.character !== character) continue;
      at = ahead + 1;
      return drawn[ahead]?.isShown ?? true;
    }
    return true;
  };
  return runs.flatMap((run) => {
    const str = Array.from(run.str.normalize("NFKC"))
      .filter((character) => isShown(character))
      .join("");
    return str === run.str.normalize("NFKC") ? [run] : str.trim() === "" ? [] : [{ ...run, str }];
  });
}

/** How far on a character is looked for: pdf.js leaves some out of the text that are drawn. */
const AHEAD = 200;

function drawnCharacters(operators: Operators, codes: LayerCodes, layers: Layers): Drawn[] {
  const drawn: Drawn[] = [];
  const outer: boolean[] = [];
  let isShown = true;
  let inAnnotation = false;
  for (const [index, code] of operators.fnArray.entries()) {
    const args = operators.argsArray[index];
    if (code === codes.beginAnnotation) inAnnotation = true;
    else if (code === codes.endAnnotation) inAnnotation = false;
    else if (code === codes.beginMarkedContent || code === codes.beginMarkedContentProps) {
      outer.push(isShown);
      if (Array.isArray(args) && args[0] === "OC" && args.length > 1) isShown &&= layers.isVisible(args[1]);
    } else if (code === codes.endMarkedContent) isShown = outer.pop() ?? true;
    else if (code === codes.showText && !inAnnotation) {
      for (const character of Array.from(glyphText(args).normalize("NFKC"))) {
        if (character.trim() !== "") drawn.push({ character, isShown });
      }
    }
  }
  return drawn;
}

/** The lines that the drawings of annotations say, by the annotation's id. */
export function annotationLines({ fnArray, argsArray }: Operators, codes: LayerCodes): Map<string, string[]> {
  const lines = new Map<string, string[]>();
  let open: string[] | undefined;
  let fresh = true;
  for (const [index, code] of fnArray.entries()) {
    const args = argsArray[index];
    if (code === codes.beginAnnotation && Array.isArray(args)) {
      open = [];
      fresh = true;
      lines.set(String(args[0]), open);
    } else if (code === codes.endAnnotation) open = undefined;
    else if (code === codes.setTextMatrix || code === codes.nextLine || code === codes.moveText) fresh = true;
    else if (code === codes.showText && open !== undefined) {
      const text = glyphText(args);
      if (fresh || open.length === 0) open.push(text);
      else open[open.length - 1] += text;
      fresh = false;
    }
  }
  return lines;
}

function glyphText(args: unknown): string {
  const glyphs: unknown = Array.isArray(args) ? args[0] : undefined;
  if (!Array.isArray(glyphs)) return "";
  return glyphs.map((glyph: unknown) => (hasUnicode(glyph) ? glyph.unicode : "")).join("");
}

function hasUnicode(glyph: unknown): glyph is { unicode: string } {
  return (
    typeof glyph === "object" && glyph !== null && "unicode" in glyph && typeof glyph.unicode === "string"
  );
}
