/** What a notice calls elements, codes and lights: the rulebook's names. */
import type { CodeNames } from "../rulebook/code-name.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

export interface NoticeNames {
  /** Element id → 地点. Elements without a name are not mentioned. */
  readonly elements: Readonly<Record<string, string>>;
  readonly codes: CodeNames;
  /** 七有 */
  readonly dossier: string;
  /** Of the lights, in order. */
  readonly lights: readonly string[];
}

/** The first type that has an element names it. */
export function noticeNames({ types, codes, sessions }: Rulebook): NoticeNames {
  const elements: Record<string, string> = {};
  for (const type of types.values())
    for (const element of type.elements) elements[element.id] ??= element.name;
  return { elements, codes, dossier: sessions.name, lights: sessions.lights.map(({ name }) => name) };
}
