/** What an OFD page draws, as boxes of text and ruled lines in points, y downwards (GB/T 33190—2016 §8.5, §9, §11). */
import type { Limits } from "../limits.ts";
import type { Box } from "../pdf/boxes.ts";
import type { Rules } from "../pdf/rules.ts";
import { isWide } from "../pdf/spacing.ts";
import { ReadingRefused } from "../refusal.ts";
import type { Attributes, XmlHandler } from "../xml.ts";

/** Millimetres, the unit of OFD, in points. */
const POINTS = 72 / 25.4;
const DEFAULT_SIZE = 4;
/** A gap inside one text, in ems, at which another column begins. */
const GAP = 1.2;
/** A line closer to level or upright than this, in millimetres, is one; a filled bar thinner than this is a line. */
const STRAIGHT = 0.3;
const THIN = 1;

type Point = { x: number; y: number };
/** An object on the page: its corner, and how its own coordinates turn into those of the corner. */
type Frame = { x: number; y: number; matrix: number[] };

export class OfdDrawing implements XmlHandler {
  readonly boxes: Box[] = [];
  readonly rules: Rules = { level: [], upright: [] };
  /** The pictures that are shown: their resources, how large they are and where they end. */
  readonly pictures: { resource: string; width: number; height: number; bottom: number }[] = [];
  readonly #limits: Limits;
  #frame: Frame = { x: 0, y: 0, matrix: [] };
  #size = DEFAULT_SIZE;
  #stretch = 1;
  #visible = true;
  #code: Attributes | undefined;
  #pen: Point = { x: 0, y: 0 };
  #text: string | undefined;
  #drawing = 0;
  /** Where a remark laid over the page begins; the page itself begins at 0. */
  #corner: Point = { x: 0, y: 0 };
  #unseen = false;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  open(name: string, attributes: Attributes): void {
    if (name === "Annot")
      this.#unseen = attributes.Visible === "false" || sayNothing.has(attributes.Type ?? "");
    else if (name === "Appearance") this.#corner = cornerOf(attributes);
    else if (name === "TextObject" || name === "PathObject") {
      this.#frame = frameOf(attributes, this.#corner);
      this.#size = Number(attributes.Size ?? DEFAULT_SIZE) || DEFAULT_SIZE;
      this.#stretch = Number(attributes.HScale ?? 1) || 1;
      this.#visible = attributes.Visible !== "false" && !this.#unseen;
      this.#pen = { x: 0, y: 0 };
    } else if (name === "ImageObject") this.#addPicture(attributes);
    else if (name === "TextCode") {
      this.#code = attributes;
      this.#text = "";
    } else if (name === "AbbreviatedData") this.#text = "";
  }

  #addPicture({ ResourceID, Boundary, Visible }: Attributes): void {
    const [, y = 0, width = 0, height = 0] = numbers(Boundary);
    if (ResourceID === undefined || Visible === "false" || this.#unseen) return;
    const bottom = (y + this.#corner.y + height) * POINTS;
    this.pictures.push({ resource: ResourceID, width: width * POINTS, height: height * POINTS, bottom });
  }

  text(text: string): void {
    if (this.#text !== undefined) this.#text += text;
  }

  close(name: string): void {
    if (name === "TextCode" && this.#visible) this.#writeText(this.#text ?? "", this.#code ?? {});
    else if (name === "AbbreviatedData" && this.#visible) this.#addRules(this.#text ?? "");
    if (name === "TextCode" || name === "AbbreviatedData") this.#text = undefined;
    else if (name === "Appearance") this.#corner = { x: 0, y: 0 };
    else if (name === "Annot") this.#unseen = false;
  }

  /** Characters by the steps between them; a wide step begins a box of its own. */
  #writeText(text: string, { X, Y, DeltaX, DeltaY }: Attributes): void {
    const characters = Array.from(text);
    const sideways = steps(DeltaX, characters.length);
    const down = steps(DeltaY, characters.length);
    this.#pen = {
      x: X === undefined ? this.#pen.x : Number(X),
      y: Y === undefined ? this.#pen.y : Number(Y),
    };
    let open: { text: string; from: Point; to: number } | undefined;
    for (const [index, character] of characters.entries()) {
      const { x, y } = this.#pen;
      const width = this.#size * this.#stretch * (isWide(character) ? 1 : 0.5);
      const jumps =
        open !== undefined && (Math.abs(open.from.y - y) > STRAIGHT || x - open.to > this.#size * GAP);
      if (open !== undefined && (jumps || (open.text === "" && character.trim() === ""))) {
        this.#addBox(open);
        open = undefined;
      }
      // blanks at the front would hide where the line begins
      if (open === undefined && character.trim() !== "") open = { text: "", from: { x, y }, to: x };
      if (open !== undefined) {
        open.text += character;
        open.to = x + width;
      }
      const natural = down.length > 0 && sideways.length === 0 ? 0 : width;
      this.#pen = { x: x + (sideways[index] ?? natural), y: y + (down[index] ?? 0) };
    }
    if (open !== undefined) this.#addBox(open);
  }

  #addBox({ text, from, to }: { text: string; from: Point; to: number }): void {
    if (this.boxes.length >= this.#limits.pdfPageItems) throw new ReadingRefused("bomb");
    const start = this.#place(from);
    const end = this.#place({ x: to, y: from.y });
    const scale = Math.hypot(this.#frame.matrix[2] ?? 0, this.#frame.matrix[3] ?? 1);
    const box = {
      text: text.trimEnd(),
      x: start.x,
      y: start.y,
      width: Math.max(0, end.x - start.x),
      height: this.#size * scale * POINTS,
    };
    if (Number.isFinite(box.x + box.y + box.width + box.height) && box.text !== "") this.boxes.push(box);
  }

  #place({ x, y }: Point): Point {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = this.#frame.matrix;
    return {
      x: (this.#frame.x + a * x + c * y + e) * POINTS,
      y: (this.#frame.y + b * x + d * y + f) * POINTS,
    };
  }

  /** Straight lines of a path, and the sides of rectangles; curves rule nothing. */
  #addRules(path: string): void {
    const parts = path.trim().split(/\s+/);
    let start: Point = { x: 0, y: 0 };
    let pen = start;
    for (let at = 0; at < parts.length; at++) {
      const operator = parts[at];
      if (operator === "M" || operator === "S" || operator === "L") {
        const point = this.#place({ x: Number(parts[at + 1]), y: Number(parts[at + 2]) });
        if (operator === "L") this.#addRule(pen, point);
        else start = point;
        pen = point;
        at += 2;
      } else if (operator === "C") {
        this.#addRule(pen, start);
        pen = start;
      } else if (operator === "B" || operator === "Q" || operator === "A") return;
    }
  }

  #addRule(from: Point, to: Point): void {
    if (++this.#drawing > this.#limits.pdfPageItems) throw new ReadingRefused("bomb");
    const straight = STRAIGHT * POINTS;
    const sideways = Math.abs(from.x - to.x);
    const down = Math.abs(from.y - to.y);
    if (down < straight && sideways > THIN * POINTS) {
      this.rules.level.push({ at: from.y, from: Math.min(from.x, to.x), to: Math.max(from.x, to.x) });
    } else if (sideways < straight && down > THIN * POINTS) {
      this.rules.upright.push({ at: from.x, from: Math.min(from.y, to.y), to: Math.max(from.y, to.y) });
    }
  }
}

/** Kinds of annotations that say nothing: a mark across the page, a bar of colour (§15.2). */
const sayNothing = new Set(["Watermark", "Highlight"]);

function cornerOf({ Boundary }: Attributes): Point {
  const [x = 0, y = 0] = numbers(Boundary);
  return { x, y };
}

function frameOf({ Boundary, CTM }: Attributes, corner: Point): Frame {
  const { x, y } = cornerOf({ Boundary });
  return { x: x + corner.x, y: y + corner.y, matrix: numbers(CTM) };
}

function numbers(list: string | undefined): number[] {
  return (list ?? "").split(/\s+/).filter(Boolean).slice(0, 8).map(Number);
}

/** Steps from character to character: numbers, or "g 5 4.2" for five of the same (§11.3). */
function steps(list: string | undefined, most: number): number[] {
  const found: number[] = [];
  const parts = (list ?? "").split(/\s+/).filter(Boolean);
  for (let at = 0; at < parts.length && found.length < most; at++) {
    if (parts[at] !== "g") found.push(Number(parts[at]));
    else {
      const count = Math.min(Number(parts[at + 1]) || 0, most - found.length);
      for (let i = 0; i < count; i++) found.push(Number(parts[at + 2]));
      at += 2;
    }
  }
  return found;
}
