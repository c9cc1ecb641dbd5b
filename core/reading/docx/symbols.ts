/**
 * Signs from symbol fonts, which carry no Unicode meaning of their own: ticks, boxes and bullets of forms. The same
 * sign comes as a code of its own, as a private-use character, or as the letter on whose key the font draws it.
 */

/** Signs from `first` on, code by code; a blank is a code without a sign worth reading. */
type Row = [first: number, signs: string];

const tables: Record<string, Row[]> = {
  wingdings: [
    [0x21, "✎✂✁ 🔔📖🕯☎✆✉✉📪📫📬📭📁📂📄📄📄🗄⌛⌨🖰🖲🖥🖴💾💾✇✍"],
    [0x40, "✎✌👌👍👎☜☞☝☟✋☺😐☹💣☠⚐⚑✈☼💧❄✞✞✞✠✡☪☯ॐ☸♈♉"],
    [0x60, "♊♋♌♍♎♏♐♑♒♓&&●❍■□❐❑❒⬧⧫◆❖⬥⌧⍓⌘❀✿“”"],
    [0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿        ·•"],
    [0xa0, "·○○○◉◎○■□▲✦★✶✴✹✵⌖⌖✧⌑❓✪☆🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛"],
    [0xd5, "⌫⌦◀➢▲▼⊂➲⊃⊇←→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⇔⇕⬁⬀⬃⬂▫▪×√☒√"],
  ],
  "wingdings 2": [
    [0x21, "✒✒✎✎✂✂☎☎🗀🗁🗎🗎📋📋🗑"],
    [0x4f, "×√☒√☒☒⊗⊘"],
    [0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"],
    [0x93, "··••●●○○⊙◉◎"],
    [0x9e, "·▪■■□□□■◆◆◇◇◇"],
    [0xea, "★★☆✦"],
  ],
  "wingdings 3": [
    [0x21, "←→↑↓↖↗↙↘"],
    [0x70, "▲▼△▽◀▶◁▷"],
    [0x7d, "▶◀"],
    [0x97, "▲"],
  ],
  webdings: [
    [0x33, "◀▶▲▼"],
    [0x59, "♥"],
    [0x61, "√"],
    [0x63, "□"],
    [0x65, "❢"],
    [0x67, "■"],
    [0x6e, "●"],
    [0x72, "×"],
    [0x3c, "■●"],
    [0xc8, "☎☎"],
  ],
  marlett: [
    [0x61, "√√"],
    [0x67, "■"],
    [0x6e, "●"],
    [0x72, "×"],
  ],
  symbol: [
    [0x21, "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅"],
    [0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥"],
    [0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"],
    [0xa2, "′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"],
    [0xc5, "⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√·¬∧∨⇔⇐⇑⇒⇓◊"],
    [0xe5, "∑"],
  ],
  dingbats: [
    [0x21, "✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏✐✑✒√√×✖×✘"],
    [0x48, "★"],
    [0x6c, "●❍■□□□□▲▼◆❖◗"],
    [0xac, "①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿"],
    [0xd5, "→"],
  ],
};

/** Other names of the same fonts, one of each family. */
const aliases: Record<string, string> = {
  "zapf dingbats": "dingbats",
  zapfdingbats: "dingbats",
  "monotype sorts": "dingbats",
  itczapfdingbats: "dingbats",
  wingdings2: "wingdings 2",
  wingdings3: "wingdings 3",
  "standard symbols ps": "symbol",
};

const signsOf = new Map(
  Object.entries(tables).map(([font, rows]) => {
    const signs = new Map<number, string>();
    for (const [first, row] of rows) {
      for (const [at, sign] of Array.from(row).entries()) if (sign !== " ") signs.set(first + at, sign);
    }
    return [font, signs];
  }),
);

const PRIVATE_USE = 0xf000;
const WINDOWS_SIGNS = 0x2000;

/** The symbol font of this name, if it is one. */
export function symbolFont(name: string | undefined): string | undefined {
  const plain = (name ?? "").toLowerCase().replace(/["']/g, "").trim();
  const font = aliases[plain] ?? plain;
  return signsOf.has(font) ? font : undefined;
}

/** The sign a symbol font draws for a code, or nothing when it is decoration unknown to us. */
export function symbolSign(font: string | undefined, code: number): string {
  const low = code >= PRIVATE_USE ? code - PRIVATE_USE : code;
  const known = symbolFont(font);
  if (known !== undefined) return signsOf.get(known)?.get(low) ?? "";
  if (code < PRIVATE_USE) return String.fromCodePoint(code);
  // a code without its font: what the two common ones draw
  return signsOf.get("wingdings")?.get(low) ?? signsOf.get("symbol")?.get(low) ?? "";
}

/** Replaces the private-use characters that symbol fonts leave in ordinary text. */
export function replaceSymbols(text: string, font?: string): string {
  return text.replace(/[\uf020-\uf0ff]/g, (character) => symbolSign(font, character.charCodeAt(0)));
}

/** Text that stands in a font: where that is a symbol font, its letters are keys of signs. */
export function drawnIn(font: string | undefined, text: string): string {
  if (symbolFont(font) === undefined) return replaceSymbols(text, font);
  return Array.from(text, (character) => {
    const code = codeOf(character);
    return code === undefined ? character : symbolSign(font, code);
  }).join("");
}

const windows = new TextDecoder("windows-1252");
/** The signs that Windows-1252 has from 0x80 on and Latin-1 has not. */
const codeOfSign = new Map(
  Array.from({ length: 32 }, (_, at): [string, number] => [
    windows.decode(Uint8Array.of(0x80 + at)),
    0x80 + at,
  ]),
);

/** The key of a character in a symbol font; undefined for one that no symbol font has, such as 汉. */
function codeOf(character: string): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x21 && code <= 0xff && code !== 0xa0) return code;
  if (code >= PRIVATE_USE && code <= 0xf0ff) return code;
  return code < WINDOWS_SIGNS || code > 0x2122 ? undefined : codeOfSign.get(character);
}
