/** Signs from symbol fonts, which carry no Unicode meaning of their own: ticks, boxes and bullets of forms. */

const wingdings: Record<number, string> = {
  108: "●",
  110: "■",
  111: "□",
  113: "❑",
  117: "◆",
  118: "❖",
  158: "·",
  159: "•",
  167: "■",
  168: "□",
  216: "➢",
  224: "→",
  251: "×",
  252: "√",
  253: "☒",
  254: "√",
};
const wingdings2: Record<number, string> = {
  79: "×",
  80: "√",
  81: "☒",
  82: "√",
  83: "☒",
  84: "☒",
  163: "□",
  151: "●",
};
const symbol: Record<number, string> = { 183: "•", 180: "×", 176: "°", 215: "·", 214: "√" };

const fonts: Record<string, Record<number, string>> = {
  wingdings,
  "wingdings 2": wingdings2,
  symbol,
};

const PRIVATE_USE = 0xf000;

/** The sign a symbol font draws for a code, or nothing when it is decoration unknown to us. */
export function symbolSign(font: string | undefined, code: number): string {
  const low = code >= PRIVATE_USE ? code - PRIVATE_USE : code;
  return (
    (fonts[font?.toLowerCase() ?? "wingdings"] ?? wingdings)[low] ??
    (font === undefined ? symbol[low] : undefined) ??
    (code < PRIVATE_USE ? String.fromCodePoint(code) : "")
  );
}

/** Replaces the private-use characters that symbol fonts leave in ordinary text. */
export function replaceSymbols(text: string, font?: string): string {
  return text.replace(/[\uf000-\uf0ff]/g, (character) => symbolSign(font, character.charCodeAt(0)));
}
