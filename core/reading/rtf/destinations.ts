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
  | "box";

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
  // containers of text that announce themselves as optional
  shpinst: "skip",
  nesttableprops: "text",
  fldrslt: "text",
  shp: "text",
  ud: "text",
};

const skipped =
  "colortbl stylesheet info pict objdata objclass objname listtable listoverridetable listpicture rsidtbl themedata " +
  "colorschememapping latentstyles datastore xmlnstbl generator filetbl revtbl nonesttables annotation atnid " +
  "atnauthor atntime atndate atnicn atnref atrfstart atrfend bkmkstart bkmkend shprslt sp sn sv pgdsctbl " +
  "ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pn pnseclvl tc xe rxe template do nextfile background " +
  "formfield datafield private fchars lchars userprops docvar mmathPr wgrffmtfilter";
for (const word of skipped.split(" ")) destinations[word] = "skip";

/** Words that stand for a sign of the text. */
export const signs: Record<string, string | undefined> = {
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
