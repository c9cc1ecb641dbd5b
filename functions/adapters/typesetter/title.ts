/** Lines of a title broken by sense, lengths as even as may be (GB/T 9704-2012 7.3.1). */

/** 156 mm of 2号 type, in characters. */
const MAX_LENGTH = 20;

/** Kept on one line: times, names in marks, and the terms of the trade that a word segmenter cuts. */
const WHOLE =
  /(\d{4}年(?:第[一二三四]季度|\d{1,2}月(?:\d{1,2}日)?)?|党委（党组）|理论学习中心组|学习情况|[（《“][^）》”]{1,12}[）》”])/;

/** Ends no line but the last: it opens or binds what follows. */
const BINDING = /(关于|对|和|与|及)$/;
/** Begins no line. */
const TRAILING = /^(的|等|[、，。：；！？）》”])/;

/** The title in as few lines as it needs; a word longer than a line is left to overflow rather than cut. */
export function titleLines(title: string, longest = MAX_LENGTH): string[] {
  const words = wordsOf(title);
  for (let count = Math.ceil(width(title) / longest); count <= words.length; count++) {
    const lines = splits(words, count, longest).sort((a, b) => raggedness(a) - raggedness(b))[0];
    if (lines) return lines;
  }
  return [title];
}

function wordsOf(title: string): string[] {
  const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
  // A split by a capturing group alternates between what is around and what is captured.
  const words = title
    .split(WHOLE)
    .flatMap((run, i) => (i % 2 === 1 ? [run] : [...segmenter.segment(run)].map((word) => word.segment)));
  return words.reduce<string[]>((glued, word) => {
    const before = glued.at(-1);
    if (before !== undefined && (TRAILING.test(word) || BINDING.test(before)))
      glued.push(`${glued.pop()}${word}`);
    else glued.push(word);
    return glued;
  }, []);
}

/** Every way to set the words in `count` lines none of which is too long. */
function splits(words: readonly string[], count: number, longest: number): string[][] {
  if (count === 1) {
    const line = words.join("");
    return width(line) <= longest ? [[line]] : [];
  }
  return words.flatMap((_, i) => {
    const first = words.slice(0, i + 1).join("");
    if (width(first) > longest) return [];
    return splits(words.slice(i + 1), count - 1, longest).map((rest) => [first, ...rest]);
  });
}

/** 0 when all lines are equal; an hourglass, which the standard does not allow, costs more. */
function raggedness(lines: readonly string[]): number {
  const widths = lines.map(width);
  const mean = widths.reduce((sum, w) => sum + w, 0) / widths.length;
  const uneven = widths.reduce((sum, w) => sum + (w - mean) ** 2, 0);
  const [first = 0, middle = 0, last = 0] = widths;
  return uneven + (widths.length === 3 && middle < Math.min(first, last) ? 100 : 0);
}

/** In hanzi: a digit takes half a cell. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (character < "\u0100" ? 0.5 : 1), 0);
}
