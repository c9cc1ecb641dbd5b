// What another rulebook would change, as the people who own the rules call it.
import type { ElementRule, Rulebook, TypeRule } from "./rulebook.ts";

export type Change = {
  readonly id: string;
  readonly name: string;
  readonly change: "added" | "removed" | "changed";
};

export type RulebookChanges = {
  readonly types: readonly Change[];
  /** Elements of types that both know, and checks. Those of a type that comes or goes, come and go with it. */
  readonly rules: readonly Change[];
  /** What else is different, in words: 应报事项, 期限 … */
  readonly settings: readonly string[];
};

type Part = { readonly id: string; readonly name: string; readonly content: string };

/** The rest of a rulebook, by what people call it. */
const SETTINGS: Readonly<Record<string, (rulebook: Rulebook) => unknown>> = {
  辖区名称: ({ jurisdiction }) => jurisdiction,
  学习档案的各项: ({ sessions: { name, lights } }) => [name, lights],
  学习形式: ({ sessions: { kinds } }) => kinds,
  应报事项: ({ sessions: { obligations } }) => obligations,
  期限: ({ deadlines, quotas }) => [deadlines, quotas],
  办理时限: ({ waiting }) => waiting,
  审核几人签: ({ review }) => review,
  催办阶梯: ({ ladder }) => ladder,
  消息外发: ({ sending }) => sending,
  叫法: ({ codes }) => codes,
  查重: ({ duplicates }) => duplicates,
  词表: ({ lexicon }) => lexicon,
  研讨的判断: ({ discussion }) => discussion,
  材料互核的范围: ({ company, roles }) => [company, roles],
  扫描件与乱码: ({ recognition, unreadable }) => [recognition, unreadable],
  提示语: ({ messages }) => messages,
  标好的材料: ({ papers }) => papers.map(({ file: _, line: __, ...paper }) => paper),
};

/** What is different in `after`. Samples are no rules: they may change without a word. */
export function changesBetween(before: Rulebook, after: Rulebook): RulebookChanges {
  const types = differences(typeParts(before), typeParts(after));
  const comeOrGone = new Set(types.filter(({ change }) => change !== "changed").map(({ id }) => id));
  return {
    types,
    rules: differences(ruleParts(before, comeOrGone), ruleParts(after, comeOrGone)),
    settings: Object.entries(SETTINGS).flatMap(([name, part]) =>
      written(part(before)) === written(part(after)) ? [] : [name],
    ),
  };
}

function differences(before: readonly Part[], after: readonly Part[]): Change[] {
  const was = new Map(before.map((part) => [part.id, part]));
  const is = new Map(after.map((part) => [part.id, part]));
  return [
    ...after.flatMap(({ id, name, content }): Change[] => {
      const old = was.get(id);
      if (!old) return [{ id, name, change: "added" }];
      return old.content === content ? [] : [{ id, name, change: "changed" }];
    }),
    ...before.flatMap(({ id, name }): Change[] => (is.has(id) ? [] : [{ id, name, change: "removed" }])),
  ];
}

const typeParts = ({ types }: Rulebook): Part[] =>
  [...types.values()].map(({ elements, samples: _, ...type }: TypeRule) => ({
    id: type.id,
    name: type.name,
    // The order of the elements belongs to the type, each of them stands for itself.
    content: written([type, elements.map(({ id }) => id)]),
  }));

function ruleParts({ types, checks, counting, across }: Rulebook, except: ReadonlySet<string>): Part[] {
  const elements = [...types.values()]
    .filter(({ id }) => !except.has(id))
    .flatMap((type) =>
      type.elements.map(({ samples: _, ...element }: ElementRule) => ({
        id: element.rule,
        name: `${type.name}·${element.name}`,
        content: written(element),
      })),
    );
  const sources = [...checks.map(({ source }) => source), ...counting.map(({ source }) => source), ...across];
  return [
    ...elements,
    ...sources.map(({ samples: _, ...source }) => ({
      id: source.id,
      name: source.message,
      content: written(source),
    })),
  ];
}

/** Everything a value says; patterns and sets say nothing in JSON by themselves. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => {
    if (one instanceof RegExp) return String(one);
    return one instanceof Set || one instanceof Map ? [...one] : one;
  }) ?? "";
