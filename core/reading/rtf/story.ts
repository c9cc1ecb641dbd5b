/** One story of an RTF file: body, a header, a note, a text box; each has an open paragraph of its own. */
import { behindStruck, type Flow, labelled } from "../flow.ts";
import type { Limits } from "../limits.ts";
import type { Held } from "../lines.ts";
import { MarkedTables } from "../marked-tables.ts";

export class RtfStory {
  readonly flow: Flow;
  readonly tables: MarkedTables;
  #pieces: string[] = [];
  #label = "";
  #struck = false;
  /** The words of objects that stand in the paragraph; they follow it. */
  #objects: string[] = [];
  /** Pictures that stand in the paragraph; they follow it, too. */
  #pictures: Held[] = [];
  /** A large first letter, to be read with the paragraph behind it. */
  #dropCap = "";

  constructor(flow: Flow, limits: Limits) {
    this.flow = flow;
    this.tables = new MarkedTables(flow, limits);
  }

  /** Whether the paragraph that is open holds something. */
  get holds(): boolean {
    const behind = this.#objects.length + this.#pictures.length;
    return this.#pieces.length > 0 || this.#dropCap !== "" || behind > 0;
  }

  label(text: string): void {
    this.#label += text;
  }

  write(text: string, struck: boolean): void {
    this.#pieces.push(this.#struck && !struck ? behindStruck(text) : text);
    if (text !== "") this.#struck = struck;
  }

  insert(words: string): void {
    if (words !== "") this.#objects.push(words);
  }

  hold(picture: Held): void {
    this.#pictures.push(picture);
  }

  endParagraph(depth: number, dropCap = false): void {
    this.#holdPictures(depth);
    const hasObjects = this.#objects.length > 0;
    const text = this.#take();
    if (dropCap && text.trim() !== "") this.#dropCap = text;
    else if (text !== "" || !hasObjects) this.tables.paragraph(text, depth);
    this.#writeObjects(depth);
  }

  endCell(depth: number): void {
    this.#holdPictures(depth);
    const hasObjects = this.#objects.length > 0;
    const text = this.#take();
    if (hasObjects) this.tables.paragraph(text, depth);
    this.#writeObjects(depth);
    this.tables.cell(hasObjects ? "" : text, depth);
  }

  #holdPictures(depth: number): void {
    for (const picture of this.#pictures.splice(0)) this.tables.hold(picture, depth);
  }

  #writeObjects(depth: number): void {
    for (const words of this.#objects) this.tables.insert(words, depth);
    this.#objects = [];
  }

  #take(): string {
    const text = labelled(this.#label.trim(), this.#dropCap + this.#pieces.join(""));
    this.#pieces = [];
    this.#label = "";
    this.#dropCap = "";
    this.#struck = false;
    return text;
  }
}
