/** What was learned from an office's papers, in sentences: the same on the page and at the terminal. */

/** `learned`: names of the elements; none where the papers are too few or the type is the product's own. */
export type TaughtType = {
  readonly id: string;
  readonly name: string;
  readonly own: boolean;
  readonly papers: number;
  readonly learned: readonly string[];
};

export type TriedPaper = {
  readonly file: string;
  readonly line: number;
  readonly style: string;
  /** Whether nothing was learned from it when it was tried. */
  readonly leftOut: boolean;
  /** Names of elements: found where they are marked, not found there, found in a paper where none is marked. */
  readonly found: readonly string[];
  readonly missed: readonly string[];
  readonly unmarked: readonly string[];
};

export type PaperTrial = { readonly types: readonly TaughtType[]; readonly tried: readonly TriedPaper[] };

export function papersTold({ types, tried }: PaperTrial): string[] {
  if (types.length === 0) return [];
  const missed = tried.filter((one) => one.missed.length + one.unmarked.length > 0).length;
  const outcome = missed === 0 ? "要素全部认对" : `${missed} 份没有全部认对`;
  return [
    "标好的材料：",
    ...types.map((type) => `  ${typeTold(type)}`),
    ...(tried.length > 0 ? [`逐份试认 ${tried.length} 份，${outcome}：`] : []),
    ...tried.map((one) => `  ${paperTold(one)}`),
  ];
}

function typeTold({ id, name, own, papers, learned }: TaughtType): string {
  const which = `${name}（${id}）`;
  if (!own) return `${which}：是系统自带的类型，这 ${papers} 份不用来学`;
  return learned.length > 0
    ? `${which}：从 ${papers} 份学会 ${learned.join("、")}`
    : `${which}：标了要素的只有 ${papers} 份，还没有学，仍按规则认；至少 3 份，每个要素至少标在 2 份里`;
}

function paperTold({ file, line, style, leftOut, found, missed, unmarked }: TriedPaper): string {
  const right = missed.length + unmarked.length === 0;
  return [
    `${right ? "✓" : "✗"} ${style || "未写说明"}（${file} 第${line}行${leftOut ? "" : "，份数少，用学过的试"}）：认对 ${found.length} 项`,
    ...(missed.length > 0 ? [`没有认出${missed.join("、")}`] : []),
    ...(unmarked.length > 0 ? [`没有标而认成有的${unmarked.join("、")}`] : []),
  ].join("，");
}
