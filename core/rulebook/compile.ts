// Checked rule data to compiled rules. A pattern that cannot be used becomes a fault with its file and line.
import { patternsOf } from "./check-patterns.ts";
import { compile } from "./patterns.ts";
import { danglingReferences } from "./references.ts";
import type {
  CheckRule,
  CountingRule,
  Cue,
  DiscussionRules,
  ElementRule,
  Lexicon,
  Prose,
  Rulebook,
  RulebookFault,
  SessionRules,
  TypeRule,
} from "./rulebook.ts";
import type { AcrossSource, CheckSource, CountingSource } from "./schema/check.ts";
import type { CodesSource } from "./schema/code.ts";
import type { TypeSource } from "./schema/document-type.ts";
import type { ElementSource, PatternSource } from "./schema/element.ts";
import type { DiscussionSource, LexiconSource } from "./schema/lexicon.ts";
import type { RulebookSource } from "./schema/office.ts";
import type { SessionsSource } from "./schema/session.ts";
import type { SourceFile } from "./source.ts";

type Path = Array<string | number>;
type Parts = {
  book: RulebookSource;
  elements: Record<string, ElementSource>;
  checks: { checks: CheckSource[]; counting: CountingSource[]; across: AcrossSource[] };
  discussion: DiscussionSource;
  sessions: SessionsSource;
  codes: CodesSource;
  types: Array<{ file: SourceFile; type: TypeSource }>;
  samples: Rulebook["samples"];
  version: string;
};

const NEVER = /(?!)/g;
const literal = (words: readonly string[]): string =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|");

/** Holds the lexicon and the faults while one rulebook is compiled. */
export class Compiler {
  readonly #lexicon: LexiconSource;
  readonly #macros: Record<string, string>;
  readonly #sources: Map<string, SourceFile>;
  readonly #faults: RulebookFault[];

  constructor(lexicon: LexiconSource, sources: Map<string, SourceFile>, faults: RulebookFault[]) {
    this.#lexicon = lexicon;
    this.#macros = { ...lexicon.macros, post: literal(lexicon.posts), leader: literal(lexicon.leaders) };
    this.#sources = sources;
    this.#faults = faults;
  }

  /** Compiles everything; look at the fault list before using the answer. */
  rulebook({
    book,
    elements,
    checks,
    discussion,
    sessions,
    codes,
    types,
    samples,
    version,
  }: Parts): Omit<Rulebook, "papers" | "ownTypes"> {
    const { version: _, company, ...asGiven } = book;
    for (const { file, path, message } of danglingReferences({ book, sessions, codes, checks, types }))
      this.#fault(file, path, message);
    return {
      ...asGiven,
      version,
      company: {
        ...company,
        records: types.filter(({ type }) => type.record).map(({ type }) => type.type),
      },
      sessions: this.#sessions(sessions),
      codes,
      samples,
      across: checks.across,
      types: new Map(types.map(({ file, type }) => [type.type, this.#type(file, type, elements)])),
      checks: checks.checks.map((source, index) => this.#check(source, ["checks", index])),
      counting: checks.counting.map((source, index) => this.#counting(source, ["counting", index])),
      lexicon: this.#compileLexicon(),
      discussion: this.#discussion(discussion),
    };
  }

  #regex(source: string, file: string, path: Path, flags = "g"): RegExp {
    const made = compile(source, this.#macros, flags);
    if (made instanceof RegExp) return made;
    this.#fault(file, path, `${made.fault}（${source.slice(0, 60)}）`);
    return NEVER;
  }

  #any(sources: readonly string[], file: string, path: Path): RegExp {
    if (sources.length === 0) return NEVER;
    return this.#regex(sources.map((source) => `(?:${source})`).join("|"), file, path);
  }

  /** Every list of patterns as one expression. */
  #each<Key extends string>(
    lists: Readonly<Record<Key, readonly string[]>>,
    file: string,
    path: Path,
  ): Record<Key, RegExp> {
    const made = {} as Record<Key, RegExp>;
    for (const key in lists) made[key] = this.#any(lists[key], file, [...path, key]);
    return made;
  }

  #fault(file: string, path: Path, message: string): void {
    const at = this.#sources.get(file)?.at(path) ?? { file, line: 1 };
    this.#faults.push({ ...at, message });
  }

  #sessions({ kinds, group, ...rest }: SessionsSource): SessionRules {
    const compiled = kinds.map(({ title, ...kind }, at) => ({
      ...kind,
      ...(title !== undefined && { title: this.#regex(title, "sessions.yaml", ["kinds", at, "title"], "") }),
    }));
    const { types, named, doubted, strangerType, ...words } = group;
    return {
      ...rest,
      kinds: compiled,
      group: { types, named, doubted, strangerType, ...this.#each(words, "sessions.yaml", ["group"]) },
    };
  }

  #type(file: SourceFile, source: TypeSource, base: Record<string, ElementSource>): TypeRule {
    const cues = (list: TypeSource["title"], key: string): Cue[] =>
      list.map(({ p, w }, index) => ({ regex: this.#regex(p, file.name, [key, index, "p"]), w }));
    return {
      id: source.type,
      name: source.name,
      source: source.source,
      negative: source.negative,
      session: source.session,
      light: source.light ?? undefined,
      yearly: source.yearly,
      record: source.record,
      byOffice: source.byOffice,
      ...(source.review && { review: source.review }),
      title: cues(source.title, "title"),
      body: cues(source.body, "body"),
      labels: source.labels,
      requires:
        source.requires === undefined ? undefined : this.#regex(source.requires, file.name, ["requires"]),
      samples: source.samples,
      elements: source.elements.flatMap((own, index) =>
        this.#element(file, source.type, own, ["elements", index], base),
      ),
    };
  }

  #element(
    file: SourceFile,
    type: string,
    own: ElementSource,
    path: Path,
    base: Record<string, ElementSource>,
  ): ElementRule[] {
    const fault = (message: string): ElementRule[] => {
      this.#faults.push({ ...file.at(path), message });
      return [];
    };
    const shared = own.use === undefined ? {} : base[own.use];
    if (!shared) return fault(`elements.yaml 里没有“${own.use}”这个要素`);
    const merged: ElementSource = { ...shared, ...own };
    const id = own.id ?? own.use;
    if (id === undefined) return fault("要素要写 id 或 use");
    if (!merged.name || !merged.kind || !merged.severity)
      return fault(`要素“${id}”缺少 name、kind 或 severity`);
    const from = own.prose || !shared.prose ? file.name : "elements.yaml";
    const prose = [...(merged.prose ?? []), ...(merged.addProse ?? [])];
    return [
      {
        rule: `${type}.${id}`,
        id,
        name: merged.name,
        kind: merged.kind,
        severity: merged.severity,
        labels: [...(merged.labels ?? []), ...(merged.addLabels ?? [])],
        prose: prose.map((pattern) => this.#prose(pattern, from, path)),
        vague: (merged.vague ?? []).map((pattern) => this.#regex(pattern, file.name, [...path, "vague"])),
        placeholders: merged.placeholders ?? "placeholder",
        collective: merged.collective ?? "ok",
        formDecides: merged.formDecides ?? false,
        oneBlank: merged.oneBlank ?? false,
        needs: merged.needs ?? [],
        nameless: merged.nameless ?? "weak",
        columns: merged.columns ?? [],
        blank: (merged.blank ?? []).map((pattern) => this.#regex(pattern, file.name, [...path, "blank"], "")),
        proseFirst: merged.proseFirst ?? false,
        atLeast: merged.atLeast ?? 1,
        codes: merged.codes ?? {},
        hint: merged.hint ?? "",
        source: merged.source ?? "",
        samples: merged.samples ?? { accept: [], reject: [] },
      },
    ];
  }

  #prose(source: PatternSource, file: string, path: Path): Prose {
    const given = typeof source === "string" ? { p: source } : source;
    return {
      regex: this.#regex(given.p, file, path, "gd"),
      scope: given.scope ?? "sentence",
      state: given.state,
      raw: given.raw ?? false,
      not: given.not === undefined ? undefined : this.#regex(given.not, file, path, ""),
    };
  }

  #check(source: CheckSource, path: Path): CheckRule {
    return {
      source,
      regexes: patternsOf(source).map((pattern) => this.#regex(pattern, "checks.yaml", path, "gd")),
    };
  }

  #counting(source: CountingSource, path: Path): CountingRule {
    const one = (pattern: string | undefined): RegExp | undefined =>
      pattern === undefined ? undefined : this.#regex(pattern, "checks.yaml", path, "");
    return {
      source,
      all: one(source.all),
      any: one(source.any),
      none: one(source.none),
      title: one(source.title),
    };
  }

  #compileLexicon(): Lexicon {
    const file = "lexicon.yaml";
    const {
      placeholders,
      placeholderWhitelist,
      blanks,
      furniture,
      surnames,
      titleEnds,
      aboveTitle,
      stock,
      ...rest
    } = this.#lexicon;
    return {
      ...rest,
      placeholders: this.#any(placeholders, file, ["placeholders"]),
      placeholderWhitelist: this.#any(placeholderWhitelist, file, ["placeholderWhitelist"]),
      blanks: this.#regex(`^(?:${blanks.join("|")})$`, file, ["blanks"], ""),
      furniture: this.#any(furniture, file, ["furniture"]),
      titleEnd: this.#regex(`(?:${literal(titleEnds)})(?:[(][^()]{1,16}[)])?$`, file, ["titleEnds"]),
      aboveTitle: this.#any(aboveTitle, file, ["aboveTitle"]),
      stock: this.#regex(literal(stock), file, ["stock"]),
      leadersRegex: this.#any([literal(rest.leaders)], file, ["leaders"]),
      relativeDate: this.#any(rest.relativeDates, file, ["relativeDates"]),
      delegation: this.#regex(rest.delegation, file, ["delegation"], ""),
      ruleDate: this.#any(rest.ruleDates, file, ["ruleDates"]),
      post: this.#any([literal(rest.posts)], file, ["posts"]),
      surnames: new Set(
        surnames
          .split(/\s+/)
          .flatMap((run) => (run.length > 2 ? Array.from(run) : run.length === 2 ? [run] : Array.from(run))),
      ),
      nameStops: new Set(rest.notNames),
    };
  }

  #discussion({
    shortest,
    fewest,
    placeholderSpeaker,
    item,
    duration,
    ...words
  }: DiscussionSource): DiscussionRules {
    const file = "discussion.yaml";
    return {
      ...this.#each(words, file, []),
      shortest,
      fewest,
      placeholderSpeaker: this.#regex(placeholderSpeaker, file, ["placeholderSpeaker"], "gmd"),
      item: this.#regex(item, file, ["item"]),
      duration: this.#regex(duration, file, ["duration"]),
    };
  }
}
