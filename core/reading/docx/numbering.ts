/**
 * Automatic numbers: what numbering.xml defines, and the counters that run through a document
 * (ECMA-376 §17.9). Word stores only “level 2 of list 7”; the 一、（一）1. a reader sees is rebuilt here.
 */
import type { Limits } from "../limits.ts";
import { type Attributes, parseXml } from "../xml.ts";
import type { Archive } from "../zip/archive.ts";
import { numeral, patterned } from "./numerals.ts";
import { replaceSymbols } from "./symbols.ts";

type Level = {
  start: number;
  format: string;
  /** The first numbers of a format that has no name: "001, 002, 003, ...". */
  pattern?: string;
  text: string;
  restart?: number;
  legal: boolean;
  font?: string;
  style?: string;
};
type AbstractList = { levels: Map<number, Level>; styleLink?: string; ownStyle?: string };
type List = { abstractId: string; starts: Map<number, number>; levels: Map<number, Level> };

export type Numbering = { abstracts: Map<string, AbstractList>; lists: Map<string, List> };

/** Reads numbering.xml; a document without one has no lists. */
export async function readNumbering(archive: Archive, member: string, limits: Limits): Promise<Numbering> {
  const numbering: Numbering = { abstracts: new Map(), lists: new Map() };
  let abstract: AbstractList | undefined;
  let list: List | undefined;
  let level: Level | undefined;
  let override: number | undefined;
  await parseXml(archive, member, limits, {
    open(name, attributes) {
      const { val, abstractNumId, numId, ilvl, ascii, hAnsi } = attributes;
      switch (name) {
        case "w:abstractNum":
          abstract = { levels: new Map() };
          if (abstractNumId !== undefined) numbering.abstracts.set(abstractNumId, abstract);
          break;
        case "w:num":
          list = { abstractId: "", starts: new Map(), levels: new Map() };
          if (numId !== undefined) numbering.lists.set(numId, list);
          break;
        case "w:abstractNumId":
          if (list !== undefined) list.abstractId = val ?? "";
          break;
        case "w:lvlOverride":
          override = Number(ilvl ?? 0);
          break;
        case "w:startOverride":
          if (override !== undefined) list?.starts.set(override, Number(val ?? 1));
          break;
        case "w:lvl":
          level = { start: 1, format: "decimal", text: "", legal: false };
          (list ?? abstract)?.levels.set(Number(ilvl ?? 0), level);
          break;
        case "w:styleLink":
          if (abstract !== undefined) abstract.ownStyle = val;
          break;
        case "w:numStyleLink":
          if (abstract !== undefined) abstract.styleLink = val;
          break;
        case "w:rFonts":
          if (level !== undefined) level.font = ascii ?? hAnsi;
          break;
        default:
          if (level !== undefined) describeLevel(level, name, attributes);
      }
    },
    close(name) {
      if (name === "w:abstractNum") abstract = undefined;
      else if (name === "w:num") list = undefined;
      else if (name === "w:lvlOverride") override = undefined;
      else if (name === "w:lvl") level = undefined;
    },
  });
  return numbering;
}

function describeLevel(level: Level, name: string, { val, format }: Attributes): void {
  // a custom format (001) stands beside a plain one for programs that know none
  if (name === "w:numFmt" && val === "custom") level.pattern = format;
  else if (name === "w:numFmt") level.format = val ?? "decimal";
  else if (name === "w:start") level.start = Number(val ?? 1);
  else if (name === "w:lvlText") level.text = val ?? "";
  else if (name === "w:lvlRestart") level.restart = Number(val ?? 0);
  else if (name === "w:isLgl") level.legal = val !== "0" && val !== "false";
  else if (name === "w:pStyle") level.style = val;
}

/** Counts through one document and gives each numbered paragraph its label. */
export class Counters {
  readonly #numbering: Numbering;
  /** Lists that share a definition share its counters, unless one starts over. */
  readonly #counts = new Map<string, Map<number, number>>();
  readonly #started = new Set<string>();

  constructor(numbering: Numbering) {
    this.#numbering = numbering;
  }

  /** Counters of the same lists that have come as far and count on by themselves. */
  copy(): Counters {
    const copy = new Counters(this.#numbering);
    for (const [list, counts] of this.#counts) copy.#counts.set(list, new Map(counts));
    for (const list of this.#started) copy.#started.add(list);
    return copy;
  }

  /** The label of the next paragraph at this level of this list, such as “（二）”; "" when there is none. */
  label(numId: string, ilvl: number): string {
    const list = this.#numbering.lists.get(numId);
    const abstract = list === undefined ? undefined : this.#definition(list);
    if (list === undefined || abstract === undefined) return "";
    const levelAt = (index: number) => list.levels.get(index) ?? abstract.levels.get(index);
    const level = levelAt(ilvl);
    if (level === undefined) return "";

    const counts = this.#counts.get(list.abstractId) ?? new Map<number, number>();
    this.#counts.set(list.abstractId, counts);
    if (!this.#started.has(numId)) {
      this.#started.add(numId);
      for (const [index, start] of list.starts) counts.set(index, start - 1);
    }
    counts.set(ilvl, (counts.get(ilvl) ?? level.start - 1) + 1);
    for (const index of [...counts.keys()]) {
      // a level starts over after any higher one, or only after the one that lvlRestart names (0: never)
      const restart = levelAt(index)?.restart;
      const startsOver = restart === undefined || (restart > 0 && ilvl < restart);
      if (index > ilvl && startsOver) counts.delete(index);
    }
    if (level.format === "bullet") return replaceSymbols(level.text, level.font);
    return level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const index = Number(digit) - 1;
      const shown = levelAt(index);
      const value = counts.get(index) ?? shown?.start ?? 1;
      if (level.legal) return String(value);
      return patterned(value, shown?.pattern) ?? numeral(value, shown?.format ?? "decimal");
    });
  }

  /** The level of a list that is tied to a paragraph style, when the style names the list only. */
  levelOfStyle(numId: string, style: string): number | undefined {
    const list = this.#numbering.lists.get(numId);
    const abstract = list === undefined ? undefined : this.#definition(list);
    for (const [index, level] of abstract?.levels ?? []) if (level.style === style) return index;
    return undefined;
  }

  /** A definition may only point at a list style, whose definition then holds the levels. */
  #definition(list: List): AbstractList | undefined {
    const abstract = this.#numbering.abstracts.get(list.abstractId);
    if (abstract?.styleLink === undefined) return abstract;
    for (const other of this.#numbering.abstracts.values()) {
      if (other.ownStyle === abstract.styleLink) return other;
    }
    return abstract;
  }
}
