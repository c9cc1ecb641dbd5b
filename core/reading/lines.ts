/**
 * The one way text is put together: lines of placed stretches, so that text and places cannot disagree.
 * Readers write stretches; nobody else computes offsets.
 */
import type { TextLocation } from "./document.ts";
import { replaceSymbols } from "./docx/symbols.ts";
import { asTyped } from "./glyphs.ts";
import { ReadingRefused } from "./refusal.ts";

type Origin = Omit<TextLocation, "start" | "end">;
type Separator = "\n" | "\t" | " " | "";
type Stretch = { text: string; origin: Origin; before: Separator };

/** Collects stretches of text; {@link Lines.finish} joins them. Refuses `too_large` past `cap` UTF-16 units. */
export class Lines {
  readonly #stretches: Stretch[] = [];
  readonly #cap: number;
  #length = 0;

  constructor(cap: number) {
    this.#cap = cap;
  }

  /** Adds a stretch; `before` is what separates it from the one before (a line end, a tab, a blank or nothing). */
  add(written: string, origin: Origin, before: Separator = "\n"): void {
    let separator = before;
    for (const text of replaceSymbols(asTyped(written)).split("\n")) {
      this.#length += text.length + 1;
      if (this.#length > this.#cap) throw new ReadingRefused("too_large");
      this.#stretches.push({ text, origin, before: separator });
      separator = "\n";
    }
  }

  /** Moves the stretches of another collection behind these. */
  append(other: Lines): void {
    for (const { text, origin, before } of other.#stretches) this.add(text, origin, before);
  }

  get isEmpty(): boolean {
    return this.#stretches.every(({ text }) => text.trim() === "");
  }

  /** The text and its places, in order. */
  finish(): { text: string; places: TextLocation[] } {
    const pieces: string[] = [];
    const places: TextLocation[] = [];
    let offset = 0;
    for (const [index, { text, origin, before }] of this.#stretches.entries()) {
      if (index > 0) {
        pieces.push(before);
        offset += before.length;
      }
      pieces.push(text);
      places.push({ start: offset, end: offset + text.length, ...origin });
      offset += text.length;
    }
    return { text: pieces.join(""), places };
  }
}
