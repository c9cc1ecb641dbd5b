/**
 * What lies over the cells of a sheet: text boxes, WordArt, titles of charts, SmartArt, pictures (ECMA-376
 * §20.5, §21.2, §21.4) and the tick boxes of its form controls, which Excel keeps in VML.
 */
import { Parser } from "htmlparser2";
import { type Relation, readRelations } from "../docx/package.ts";
import type { Limits } from "../limits.ts";
import { ReadingRefused } from "../refusal.ts";
import { memberPicture } from "../scan/pasted.ts";
import { type Attributes, parseXml, type XmlHandler } from "../xml.ts";
import type { Archive } from "../zip/archive.ts";
import { cellText, type Floating } from "./grid.ts";

/** The shapes of one sheet that show words, and the pictures. `relations` are those of the sheet. */
export async function readDrawings(
  archive: Archive,
  relations: readonly Relation[],
  limits: Limits,
): Promise<Floating[]> {
  const floating: Floating[] = [];
  for (const { kind, member } of relations) {
    if (kind === "drawing") floating.push(...(await readShapes(archive, member, limits)));
    if (kind === "vmlDrawing") floating.push(...(await readControls(archive, member, limits)));
  }
  return floating.filter(({ lines, picture }) => lines.length > 0 || picture !== undefined);
}

async function readShapes(archive: Archive, member: string, limits: Limits): Promise<Floating[]> {
  const shapes = new Shapes(limits);
  if (!(await parseXml(archive, member, limits, shapes))) return [];
  const parts = new Map((await readRelations(archive, member, limits)).map((part) => [part.id, part]));
  for (const { id, at } of shapes.pictured) {
    const part = parts.get(id);
    if (part === undefined) continue;
    if (part.kind === "image") {
      shapes.found.push({ ...at, lines: [], picture: memberPicture(archive, part.member) });
      continue;
    }
    const words = new Words(limits, part.kind === "chart");
    await parseXml(archive, part.member, limits, words);
    at.lines.push(...words.lines);
  }
  return shapes.found;
}

/** Paragraphs of DrawingML; of a chart only those of titles, its axes included. */
class Words implements XmlHandler {
  readonly lines: string[] = [];
  readonly #limits: Limits;
  readonly #titlesOnly: boolean;
  #titles = 0;
  #text = "";
  #inText = false;

  constructor(limits: Limits, titlesOnly: boolean) {
    this.#limits = limits;
    this.#titlesOnly = titlesOnly;
  }

  open(name: string): void {
    if (name === "title") this.#titles++;
    else if (name === "t" || (name === "v" && this.#titlesOnly)) {
      this.#inText = !this.#titlesOnly || this.#titles > 0;
    } else if (name === "br") this.endLine();
  }

  text(text: string): void {
    if (this.#inText) this.#text += text;
  }

  close(name: string): void {
    if (name === "t" || name === "v") this.#inText = false;
    else if (name === "p" || name === "title" || name === "txBody") this.endLine();
    if (name === "title") this.#titles--;
  }

  endLine(): void {
    const line = cellText(this.#text);
    this.#text = "";
    if (line !== "") this.lines.push(line);
    if (this.lines.length > this.#limits.sheetCells) throw new ReadingRefused("too_large");
  }

  /** The lines so far; begins anew. */
  take(): string[] {
    this.endLine();
    return this.lines.splice(0);
  }
}

/** Walks the part that places shapes: each stands in an anchor that says over which cells. */
class Shapes implements XmlHandler {
  readonly found: Floating[] = [];
  /** Charts, diagrams and pictures, which stand in parts of their own. */
  readonly pictured: { id: string; at: Floating }[] = [];
  readonly #words: Words;
  #anchor: Floating = { row: 0, column: 0, lines: [] };
  #corner: "row" | "column" | undefined;
  #inCorner = false;
  #hidden = false;
  #second = 0;

  constructor(limits: Limits) {
    this.#words = new Words(limits, false);
  }

  open(name: string, attributes: Attributes): void {
    // a shape that old programs cannot draw stands in the file twice; the second is for them
    if (name === "mc:Fallback") this.#second++;
    if (this.#second > 0) return;
    if (name.endsWith("Anchor")) {
      this.#anchor = { row: 0, column: 0, lines: [] };
      this.found.push(this.#anchor);
    } else if (name === "from") this.#inCorner = true;
    else if (this.#inCorner && (name === "row" || name === "col")) {
      this.#corner = name === "row" ? "row" : "column";
    } else if (name === "cNvPr") this.#hidden = attributes.hidden === "1" || attributes.hidden === "true";
    else if (name === "chart" || name === "relIds" || (name === "blip" && !this.#hidden)) {
      const id = attributes.embed ?? attributes.id ?? attributes.dm;
      if (id !== undefined) this.pictured.push({ id, at: this.#anchor });
    } else this.#words.open(name);
  }

  text(text: string): void {
    if (this.#second > 0) return;
    if (this.#corner !== undefined) this.#anchor[this.#corner] = Number(text) || 0;
    else this.#words.text(text);
  }

  close(name: string): void {
    if (name === "mc:Fallback") this.#second--;
    if (this.#second > 0) return;
    if (name === "from") this.#inCorner = false;
    else if (name === "row" || name === "col") this.#corner = undefined;
    else if (name === "txBody") {
      const lines = this.#words.take();
      if (!this.#hidden) this.#anchor.lines.push(...lines);
    } else this.#words.close(name);
  }
}

/** What a box of a form control shows. */
const boxes: Record<string, (checked: boolean) => string> = {
  checkbox: (checked) => (checked ? "√" : "□"),
  radio: (checked) => (checked ? "√" : "□"),
  label: () => "",
  gbox: () => "",
};

type Control = { kind: string; caption: string; anchor: string; checked: string };

/** VML is often no well-formed XML, so it is read as pages of the web are. */
async function readControls(archive: Archive, member: string, limits: Limits): Promise<Floating[]> {
  const bytes = await archive.bytes(member, limits.xmlPartBytes);
  if (bytes === undefined) return [];
  const found: Floating[] = [];
  let control: Control | undefined;
  let inside: keyof Control | undefined;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const isHidden = /visibility\s*:\s*hidden/i.test(attributes.style ?? "");
        if (name === "v:shape") {
          control = isHidden ? undefined : { kind: "", caption: "", anchor: "", checked: "" };
        } else if (name === "v:textbox") inside = "caption";
        else if (name === "x:clientdata" && control !== undefined)
          control.kind = (attributes.objecttype ?? "").toLowerCase();
        else if (name === "x:anchor") inside = "anchor";
        else if (name === "x:checked") inside = "checked";
      },
      ontext(text) {
        if (control !== undefined && inside !== undefined) control[inside] += text;
      },
      onclosetag(name) {
        if (name === "v:textbox" || name === "x:anchor" || name === "x:checked") inside = undefined;
        if (name !== "v:shape") return;
        if (control !== undefined) found.push(...shownControl(control));
        if (found.length > limits.sheetCells) throw new ReadingRefused("too_large");
        control = undefined;
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true, recognizeSelfClosing: true },
  );
  parser.end(new TextDecoder().decode(bytes));
  return found;
}

function shownControl({ kind, caption, anchor, checked }: Control): Floating[] {
  const box = boxes[kind];
  if (box === undefined) return [];
  const [column = 0, , row = 0] = anchor.split(",").map(Number);
  const line = box(checked.trim() === "1") + cellText(caption);
  return [{ row, column, lines: line === "" ? [] : [line] }];
}
