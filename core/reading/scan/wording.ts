/** Small repairs of recognised text that need no dictionary. */

const hanzi = /[\u3400-\u9fff]/;
/** Marks that the recogniser knows in both widths and mixes up; a Chinese line has the wide ones. */
const wideOf: readonly [RegExp, string][] = [
  [/\(/g, "（"],
  [/\)/g, "）"],
  [/(?<=\d)：(?=\d)/g, ":"],
  [/(?<=[\u3400-\u9fff）》”]),|,(?=[\u3400-\u9fff《“])/g, "，"],
  [/(?<=[\u3400-\u9fff）》”]);/g, "；"],
  [/(?<=[\u3400-\u9fff）》”]):|:(?=[\u3400-\u9fff《“])/g, "："],
  [/,$/, "，"],
  [/(?<=[\u3400-\u9fff\d])－(?=[\u3400-\u9fff\d])/g, "—"],
  [/(?<=[\u3400-\u9fff）》”])\?/g, "？"],
  [/(?<=[\u3400-\u9fff）》”])!/g, "！"],
];

/** Marks of a Chinese line in their wide form; lines without hanzi stay as they are. */
export function widened(text: string): string {
  if (!hanzi.test(text)) return text;
  return wideOf.reduce((line, [narrow, wide]) => line.replace(narrow, wide), text);
}
