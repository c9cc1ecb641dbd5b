/**
 * Walks a Word 2003 XML document. Its elements are those of .docx, but one file holds what a package keeps in
 * parts: each element is sent to the story it belongs to, which is the walker of .docx.
 */

import { fromBase64 } from "../base64.ts";
import { XmlStory } from "../docx/elements.ts";
import type { Shared, Story } from "../docx/story.ts";
import type { Limits } from "../limits.ts";
import type { Held } from "../lines.ts";
import { ReadingRefused } from "../refusal.ts";
import type { Attributes, XmlHandler } from "../xml.ts";
import { Definitions } from "./definitions.ts";

/** Names that .docx writes otherwise. */
const renamed: Record<string, string> = {
  "w:vmerge": "w:vMerge",
  "w:hmerge": "w:hMerge",
  "w:ilfo": "w:numId",
};
const notes = ["w:footnote", "w:endnote"];
/** Remarks, and what a tracked change took away. */
const unseen = ["Word.Deletion", "Word.Comment"];

type Route = { to: XmlStory | Definitions | undefined; from: number };

export class WordMlDocument implements XmlHandler {
  readonly furniture: Story[] = [];
  readonly body: Story[] = [];
  readonly notes: Story[] = [];
  readonly #definitions = new Definitions();
  readonly #limits: Limits;
  readonly #unclosed: readonly ReadonlySet<number>[];
  /** In the order in which they begin. */
  readonly stories: Story[] = [];
  shared: Shared | undefined;
  /** Pictures by name, written in base64; the one that is open. */
  readonly #binaries = new Map<string, string>();
  #binary: string | undefined;
  readonly #routes: Route[] = [];
  #depth = 0;

  /** `unclosed`: by story, the fields that begin and never end, where they are known. */
  constructor(limits: Limits, unclosed: readonly ReadonlySet<number>[] = []) {
    this.#limits = limits;
    this.#unclosed = unclosed;
  }

  open(name: string, attributes: Attributes): void {
    this.#depth++;
    if (name === "w:wordDocument" && attributes.macrosPresent === "yes") throw new ReadingRefused("macro");
    const route = this.#routeFor(name, attributes);
    if (route !== undefined) this.#routes.push({ ...route, from: this.#depth });
    const target = this.#routes.at(-1)?.to;
    if (name === "w:binData") this.#binary = attributes.name ?? "";
    if (target instanceof Definitions) target.take(name, attributes);
    else if (name === "imagedata") target?.open(name, { id: attributes.src });
    else target?.open(renamed[name] ?? name, attributes);
  }

  close(name: string): void {
    if (name === "w:binData") this.#binary = undefined;
    const route = this.#routes.at(-1);
    route?.to?.close(renamed[name] ?? name);
    if (route?.from === this.#depth) this.#routes.pop();
    this.#depth--;
  }

  text(text: string): void {
    const target = this.#routes.at(-1)?.to;
    const binary = this.#binary;
    if (binary !== undefined) this.#binaries.set(binary, (this.#binaries.get(binary) ?? "") + text);
    else if (target instanceof XmlStory) target.text(text);
  }

  #pictureOf(name: string): Held | undefined {
    const written = this.#binaries.get(name);
    return written === undefined ? undefined : { name, bytes: async () => fromBase64(written) };
  }

  #routeFor(name: string, { type }: Attributes): Omit<Route, "from"> | undefined {
    if (name === "w:lists" || name === "w:styles") return { to: this.#definitions };
    if (name === "w:body") return { to: this.#story(this.body, "body") };
    if (name === "w:hdr") return { to: this.#story(this.furniture, "header") };
    if (name === "w:ftr") return { to: this.#story(this.furniture, "footer") };
    // separators of notes are described outside of the body
    if (notes.includes(name))
      return { to: this.body.length > 0 ? this.#story(this.notes, "note") : undefined };
    if (name === "aml:annotation" && unseen.includes(type ?? "")) return { to: undefined };
    return undefined;
  }

  #story(list: Story[], part: "body" | "header" | "footer" | "note"): XmlStory {
    const pictureOf = (name: string) => this.#pictureOf(name);
    this.shared ??= {
      styles: this.#definitions.styles,
      counters: this.#definitions.counters,
      limits: this.#limits,
      paragraphs: 0,
      tables: 0,
    };
    const unclosed = this.#unclosed[this.stories.length] ?? new Set();
    const story = new XmlStory(part, this.shared, { inserts: new Map(), unclosed, pictureOf });
    this.stories.push(story);
    list.push(story);
    return story;
  }
}
