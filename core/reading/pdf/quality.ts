/**
 * Whether a text layer can be trusted. A scan has none; a scanner's own layer or a font without a table to
 * Unicode yields characters in the right number and the wrong kind (parts.md §8, 3).
 */

/** The most frequent characters of this trade's papers: two thirds and more of any real one, marks and figures counted. */
const frequent = new Set(
  "的一是在不了有和人这中大为上个国我以要时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理导习议志群众思精神讲话央委书记宣会讨研究参加主持地点时间单位局县市镇街签到应实到请假名称签字：，。、；（）《》“”0123456789",
);

const hanzi = /[\u3400-\u9fff]/;
/** Control characters, private use and the replacement character: what is left where a font has no table. */
function isBroken(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  const control = code < 0x20 || (code >= 0x7f && code < 0xa0);
  return control || code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff);
}

/** Scripts that numbers of glyphs run through when they are taken for characters; no paper of ours has them. */
const strange = /[\u0100-\u02af\u0400-\u1fff\u2c00-\u2e7f\u3400-\u4dbf\ua000-\uabff]/;
/** Accented letters among hanzi are marks whose font lost its table; pinyin stands by itself. */
const astray =
  /(?<=[\u3400-\u9fff\d])[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]|[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f](?=[\u3400-\u9fff])/g;
/** A sign or two may be a bullet of a symbol font or a rare name; more have lost their meaning. */
const MAX_BROKEN = 3;

/**
 * Whether some of a page's runs of text mean nothing although the others read well: one of its fonts has no table
 * to Unicode, often that of the title.
 */
export function hasBrokenRuns(runs: readonly string[]): boolean {
  let broken = 0;
  for (const run of runs) {
    broken += run.match(astray)?.length ?? 0;
    const characters = Array.from(run.replace(/[ \u00a0\u3000\t\r\n]/g, ""));
    const odd = characters.filter((character) => isBroken(character) || strange.test(character)).length;
    // a sign alone may be a bullet of a symbol font; a control character never is one
    const bullet = characters.length === 1 && /[\ue000-\uf8ff]/.test(run);
    if (!bullet && odd > characters.length * 0.5) broken += odd;
  }
  return broken > MAX_BROKEN;
}

/** A page number or a stamp is no text layer. */
const MIN_LENGTH = 8;

/** The least share of frequent characters; a list of names only has half of them. */
const COMMON = 0.35;

export type LayerQuality = "good" | "none" | "garbage";

/** Judges the whole text of a document: `none` = nothing to read, `garbage` = signs without sense. */
export function layerQuality(text: string): LayerQuality {
  let readable = 0;
  let chinese = 0;
  let common = 0;
  let odd = 0;
  for (const character of text) {
    if (/\s/.test(character)) continue;
    if (isBroken(character)) odd++;
    else readable++;
    if (hanzi.test(character)) chinese++;
    if (frequent.has(character)) common++;
  }
  const all = readable + odd;
  if (all < MIN_LENGTH) return "none";
  if (odd > all * 0.1) return "garbage";
  // Latin papers exist; rubbish of a scanner's layer is Latin without words, or hanzi nobody writes
  if (chinese < all * 0.2) return latinWords(text) > 0.5 ? "good" : "garbage";
  return common > all * COMMON ? "good" : "garbage";
}

/** Share of Latin "words" that look like words or numbers. */
function latinWords(text: string): number {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const sound = words.filter((word) =>
    /^[("'“]?([A-Z]?[a-z]*[aeiouy][a-z]*|\d[\d.,:/-]*)[)."',:;!?”]*$/.test(word),
  );
  return words.length === 0 ? 0 : sound.length / words.length;
}
