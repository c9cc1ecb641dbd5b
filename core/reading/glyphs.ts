/**
 * Characters that stand for the shape of another. Browsers and some printers write the first character that a font
 * draws with a glyph: a radical for 日 or 长, a ligature for fi, an upright bracket for （. Words copied from such
 * a file carry them into Word. A person types the character itself, and rules and searches look for that.
 */

/** Radicals that Unicode does not fold, or folds to the character of Taiwan: each shape and the character it is drawn for. */
const radicals =
  "⺅亻⺉刂⺌小⺎兀⺏尣⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺩王⺪疋⺫罒⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟⼾户";
/** Marks as they stand in a line set downwards. */
const upright =
  "︐，︑、︒。︓：︔；︕！︖？︗〖︘〗︙…︱—︵（︶）︷｛︸｝︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』";
/** Marks that look the same in every font. */
const alike = "〈〈〉〉〜～";

const meant = new Map<string, string>();
for (const pairs of [radicals, upright, alike]) {
  for (let at = 0; at < pairs.length; at += 2) meant.set(pairs[at] ?? "", pairs[at + 1] ?? "");
}

const shapes = /[\u2329\u232a\u301c\u2e80-\u2fd5\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe44]/;
const eachShape = new RegExp(shapes, "g");

/** The text with every shape replaced by the character it is drawn for. */
export function asTyped(text: string): string {
  if (!shapes.test(text)) return text;
  return text.replace(eachShape, (shape) => meant.get(shape) ?? shape.normalize("NFKC"));
}
