/** Where the words of an RTF group go (RTF 1.9.1, "Destinations"). What is not named here is text. */

export type Destination =
  | "text"
  | "skip"
  | "fonts"
  | "label"
  | "instruction"
  | "header"
  | "footer"
  | "note"
  | "box"
  | "form"
  | "entry"
  | "property"
  | "value"
  | "program"
  | "object"
  | "picture";

/** What is sought inside of a part that nobody sees: the words of drawn shapes. */
export const sought: readonly Destination[] = ["box", "property", "value"];

/** By the control word that begins the group. Pages of one side only count when the file has such pages. */
export const destinations: Record<string, Destination | undefined> = {
  fonttbl: "fonts",
  listtext: "label",
  pntext: "label",
  fldinst: "instruction",
  header: "header",
  headerl: "header",
  headerr: "header",
  headerf: "header",
  footer: "footer",
  footerl: "footer",
  footerr: "footer",
  footerf: "footer",
  footnote: "note",
  shptxt: "box",
  formfield: "form",
  ffl: "entry",
  sn: "property",
  sv: "value",
  objclass: "program",
  objdata: "object",
  pict: "picture",
  // containers of text that announce themselves as optional
  shpinst: "skip",
  shppict: "text",
  nesttableprops: "text",
  fldrslt: "text",
  moMath: "text",
  moMathPara: "text",
  shp: "text",
  ud: "text",
};

const skipped =
  "colortbl stylesheet info objname listtable listoverridetable listpicture rsidtbl themedata " +
  "colorschememapping latentstyles datastore xmlnstbl generator filetbl revtbl nonesttables annotation atnid " +
  "atnauthor atntime atndate atnicn atnref atrfstart atrfend bkmkstart bkmkend shprslt sp pgdsctbl " +
  "ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pn pnseclvl tc xe rxe template do nextfile background " +
  "ffname ffdeftext ffformat ffhelptext ffstattext ffentrymcr ffexitmcr mmathPict mctrlPr mfPr mdPr mradPr mnaryPr " +
  "maccPr mbarPr mboxPr mborderBoxPr meqArrPr mfuncPr mgroupChrPr mlimLowPr mlimUppPr mmPr mphantPr mrPr msPrePr " +
  "msSubPr msSubSupPr msSupPr moMathParaPr picprop datafield private fchars lchars userprops docvar mmathPr wgrffmtfilter nonshppict";
// the last is a copy of a picture for old programs
for (const word of skipped.split(" ")) destinations[word] = "skip";

/** Words that stand for a sign of the text. */
export const signs: Record<string, string | undefined> = {
  // a fraction: what follows stands below the line
  mden: "/",
  tab: "\t",
  line: "\n",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
  bullet: "•",
  endash: "–",
  emdash: "—",
  emspace: "\u3000",
  enspace: " ",
  qmspace: " ",
};
/** The same for control symbols: a fixed blank, a fixed hyphen, and the escaped signs of the format itself. */
export const symbolSigns: Record<string, string | undefined> = {
  "~": " ",
  _: "-",
  "\\": "\\",
  "{": "{",
  "}": "}",
  "\t": "\t",
};
