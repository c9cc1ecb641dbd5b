/**
 * Characters that stand for the shape of another. Browsers and some printers write the first character that a font
 * draws with a glyph: a radical for 日 or 长, a ligature for fi, an upright bracket for （. Words copied from such
 * a file carry them into Word. A person types the character itself, and rules and searches look for that. What
 * shows nothing at all, such as the marks that web pages break words at, is left out.
 */

/** Radicals that Unicode does not fold, or folds to the character of Taiwan: each shape and the character it is drawn for. */
const radicals =
  "⺅亻⺉刂⺌小⺎兀⺏尣⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺩王⺪疋⺫罒⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟⼾户";
/** Marks as they stand in a line set downwards. */
const upright =
  "︐，︑、︒。︓：︔；︕！︖？︗〖︘〗︙…︱—︵（︶）︷｛︸｝︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』";
/** Small forms, which Chinese fonts of Taiwan have. */
const small =
  "﹐，﹑、﹒．﹔；﹕：﹖？﹗！﹘—﹙（﹚）﹛｛﹜｝﹝〔﹞〕﹟＃﹠＆﹡＊﹢＋﹣－﹤＜﹥＞﹦＝﹩＄﹪％﹫＠";
/** Marks that look the same in every font; ticks and boxes as an input method offers them. */
const alike = "〈〈〉〉〜～✓√✔√☑√🗸√🗹√☐□⬜□▢□";
/** Places that were private while GBK had characters which Unicode had not (GB 18030-2000, annexes; -2022 moved the last). */
const formerlyPrivate =
  "\ue5e5\u3000\ue78d，\ue78e。\ue78f、\ue790：\ue791；\ue792！\ue793？\ue794〖\ue795〗\ue796…\ue7c7ḿ\ue7c8ǹ";
const FIRST_PRIVATE_IDEOGRAPH = 0xe815;
const formerlyPrivateIdeographs =
  "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻";

const meant = new Map<string, string>();
for (const pairs of [radicals, upright, small, alike, formerlyPrivate]) {
  const signs = Array.from(pairs);
  for (let at = 0; at < signs.length; at += 2) meant.set(signs[at] ?? "", signs[at + 1] ?? "");
}
for (const [at, ideograph] of Array.from(formerlyPrivateIdeographs).entries())
  meant.set(String.fromCodePoint(FIRST_PRIVATE_IDEOGRAPH + at), meant.get(ideograph) ?? ideograph);

const shapes =
  /[\u2329\u232a\u2610\u2611\u2713\u2714\u25a2\u2b1c\u301c\u2e80-\u2fd5\ue5e5\ue78d-\ue796\ue7c7\ue7c8\ue815-\ue864\uf900-\ufaff\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe44\ufe50-\ufe6b\u{1f5f8}\u{1f5f9}\u{2f800}-\u{2fa1d}]/u;
const eachShape = new RegExp(shapes, "gu");

/** Breaks that are seen only where there is no room, direction marks, joiners, variants, places of objects, fillers. */
const unseen =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9\ufffc\u{e0000}-\u{e00ff}]|\u034f|\p{Variation_Selector}|[\u115f\u1160\u3164\uffa0]/gu;
/** An annotation between two marks of its own: the reading of the characters before it. */
const gloss = /\ufffa[^\ufffa\ufffb\n]{0,50}\ufffb/g;
/** Signs of Unicode that end a line. */
const lineEnd = /\r\n?|[\u0085\u2028\u2029]/g;
/** A ratio sign stands between numbers; between words it is a colon from the wrong place of the keyboard. */
const strayRatio = /(?<!\d\s?)[\u2236\ua789]|[\u2236\ua789](?!\s?\d)/g;
const special = /[^\t\n -~\u00a1-\u00ac\u2010-\u2025\u3000-\u301b\u3400-\u9fff\uff01-\uff5e]|\r/;

/** The text with every shape replaced by the character it is drawn for; "\n" for every kind of line end. */
export function asTyped(text: string): string {
  if (!special.test(text)) return text;
  const seen = text.replace(gloss, "").replace(unseen, "").replace(lineEnd, "\n").replace(strayRatio, "：");
  if (!shapes.test(seen)) return seen;
  return seen.replace(eachShape, (shape) => meant.get(shape) ?? shape.normalize("NFKC"));
}
