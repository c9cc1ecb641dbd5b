/**
 * What the elements of WordprocessingML mean to a reader (ECMA-376 §17), as a table; an element that is not
 * named here is looked through, so that wrappers such as content controls and smart tags need no row.
 */
import type { Attributes, XmlHandler } from "../xml.ts";
import { isPageNumber } from "./fields.ts";
import { Story } from "./story.ts";
import { isOn, latinFont } from "./styles.ts";
import { symbolSign } from "./symbols.ts";

type Opener = (story: Story, attributes: Attributes) => void;
const skip: Opener = (story) => story.skip();
const read: Opener = (story) => story.listenToText(true);
const formField: (name: string) => Opener =
  (name) =>
  (story, { val }) =>
    story.fields.describe(name, val);

const strike: Opener = (story, { val }) => {
  story.run.struck = isOn(val);
};

/** What a reader makes of an element when it opens. */
const openers: Record<string, Opener | undefined> = {
  "w:p": (story) => story.openParagraph(),
  "w:r": (story) => story.openRun(),
  "w:t": read,
  "m:t": read,
  "w:tab": (story) => {
    if (story.parent === "w:r") story.write("\t");
  },
  "w:ptab": (story) => story.write("\t"),
  "w:br": (story, { type }) => story.write(type === "page" || type === "column" ? "" : "\n"),
  "w:cr": (story) => story.write("\n"),
  "w:noBreakHyphen": (story) => story.write("-"),
  "w:sym": (story, { font, char }) => story.write(symbolSign(font, Number.parseInt(char ?? "0", 16))),

  "w:pStyle": (story, { val }) => {
    if (story.paragraph !== undefined) story.paragraph.style = val;
  },
  "w:numId": (story, { val }) => {
    if (story.paragraph !== undefined) story.paragraph.numId = val;
  },
  "w:ilvl": (story, { val }) => {
    if (story.paragraph !== undefined) story.paragraph.ilvl = Number(val ?? 0);
  },
  "w:rStyle": (story, { val }) => {
    story.run.style = val;
  },
  "w:rFonts": (story, attributes) => {
    story.run.font = latinFont(attributes);
  },
  "w:strike": strike,
  "w:dstrike": strike,
  "w:framePr": (story, attributes) => {
    const dropCap = attributes.dropCap ?? attributes["drop-cap"];
    if (story.paragraph !== undefined) story.paragraph.dropCap = dropCap === "drop" || dropCap === "margin";
  },
  "w:vanish": (story, { val }) => {
    if (!isInParagraphMark(story)) story.run.hidden = isOn(val);
    else if (story.paragraph !== undefined) story.paragraph.hiddenMark = isOn(val);
  },

  // tracked changes: the text as if all were accepted
  "w:del": (story) => {
    if (story.parent === "w:trPr" && story.table !== undefined) story.table.rowDeleted = true;
    else if (story.parent === "w:rPr" && story.paragraph !== undefined) story.paragraph.deletedMark = true;
    else story.skip();
  },
  "w:moveFrom": (story) => {
    if (story.parent === "w:rPr" && story.paragraph !== undefined) story.paragraph.deletedMark = true;
    else story.skip();
  },
  "w:cellDel": (story) => {
    const cell = story.table?.cells.at(-1);
    if (cell !== undefined) cell.continues = true;
  },
  "w:delText": skip,
  "w:delInstrText": skip,
  "w:pPrChange": skip,
  "w:rPrChange": skip,
  "w:tblPrChange": skip,
  "w:trPrChange": skip,
  "w:tcPrChange": skip,
  "w:sectPrChange": skip,

  "w:sdt": (story) => story.controls.openControl(),
  "w:sdtPr": (story) => {
    story.controls.startDescription();
    story.skip();
  },
  "w:sdtContent": (story) => story.settleControl(),

  "m:f": (story) => story.formula.openFraction(story),
  "m:den": (story) => story.formula.divide(story),
  "m:d": (story) => story.formula.openBrackets(),
  "m:begChr": (story, { val }) => story.formula.describeBrackets({ left: val ?? "" }),
  "m:endChr": (story, { val }) => story.formula.describeBrackets({ right: val ?? "" }),
  "m:sepChr": (story, { val }) => story.formula.describeBrackets({ between: val ?? "" }),
  "m:e": (story) => story.formula.openOperand(story),
  "m:nary": (story) => story.formula.operate(),
  "m:chr": (story, { val }) => {
    if (story.parent === "m:naryPr") story.formula.operate(val ?? "");
  },

  // of ruby, the base is the text; the reading above it is a gloss
  "w:rt": skip,

  "w:instrText": (story) => story.listenToInstruction(true),
  "w:fldChar": (story, { fldCharType }) => {
    // a form field's value is complete only when the mark closes, after its description
    story.write(story.fields.mark(fldCharType));
  },
  "w:fldSimple": (story, { instr }) => {
    if (isPageNumber(instr ?? "")) story.skip();
  },
  "w:checked": formField("w:checked"),
  "w:default": formField("w:default"),
  "w:listEntry": formField("w:listEntry"),
  "w:result": formField("w:result"),

  "w:tbl": (story) => story.flow.openTable(),
  "w:tr": (story) => story.flow.openRow(),
  "w:tc": (story) => story.flow.openCell(),
  "w:gridBefore": (story, { val }) => {
    if (story.table !== undefined) story.table.column += Number(val ?? 0);
  },
  "w:gridSpan": (story, { val }) => {
    if (story.table !== undefined) story.table.span = Number(val ?? 1);
  },
  "w:vMerge": (story, { val }) => continueCell(story, val),
  "w:hMerge": (story, { val }) => continueCell(story, val),

  "mc:AlternateContent": (story) => story.openAlternatives(),
  "mc:Choice": (story) => story.alternative(),
  "mc:Fallback": (story) => story.alternative(),
  blip: (story, { embed, link }) => story.paste(embed ?? link),
  imagedata: (story, { id }) => story.paste(id),
  // words that are drawn, and what other programs draw; the namespaces of drawings keep no prefix
  shape: (story, { id }) => {
    story.shape = id ?? "";
  },
  textpath: (story, { string }) => story.draw(string),
  p: (story) => story.openParagraph(),
  t: read,
  OLEObject: (story, { id, ProgID }) => story.insert(id, ProgID),
  "w:control": (story, { id }) => story.insert(id, "", true),
  chart: (story, { id }) => story.insert(id),
  relIds: (story, { dm }) => story.insert(dm),
  "w:altChunk": (story, { id }) => story.embed(id ?? ""),
  // separators of the notes, not notes
  "w:footnote": (story, { type }) => {
    if (type !== undefined && type !== "normal") story.skip();
  },
  "w:endnote": (story, { type }) => {
    if (type !== undefined && type !== "normal") story.skip();
  },

  "w:sectPr": (story) => story.openSection(),
  "w:headerReference": (story, { type, id }) =>
    void story.section?.references.push({ kind: "header", type: type ?? "default", id: id ?? "" }),
  "w:footerReference": (story, { type, id }) =>
    void story.section?.references.push({ kind: "footer", type: type ?? "default", id: id ?? "" }),
  "w:titlePg": (story, { val }) => {
    if (story.section !== undefined) story.section.titlePage = isOn(val);
  },
};

/** And when it closes. */
const closers: Record<string, ((story: Story) => void) | undefined> = {
  "w:p": (story) => story.closeParagraph(),
  "w:t": (story) => story.listenToText(false),
  "m:t": (story) => story.listenToText(false),
  t: (story) => story.listenToText(false),
  p: (story) => story.closeParagraph(),
  "w:sdtContent": (story) => story.endContent(),
  "w:sdt": (story) => story.controls.closeControl(),
  "m:f": (story) => story.formula.closeFraction(story),
  "m:d": (story) => story.formula.closeBrackets(story),
  "m:naryPr": (story) => story.formula.writeOperator(story),
  "w:instrText": (story) => story.listenToInstruction(false),
  "w:tbl": (story) => story.flow.closeTable(),
  "w:tr": (story) => story.flow.closeRow(),
  "w:tc": (story) => story.flow.closeCell(),
  "mc:AlternateContent": (story) => story.closeAlternatives(),
};

/** The properties of the paragraph mark are `w:rPr` inside `w:pPr`; those of text stand inside `w:r`. */
function isInParagraphMark(story: Story): boolean {
  return story.grandparent === "w:pPr";
}

/** A merged cell is read once, where it begins. */
function continueCell(story: Story, val: string | undefined): void {
  const cell = story.table?.cells.at(-1);
  if (cell !== undefined && val !== "restart") cell.continues = true;
}

/** A story told by the elements of its part. */
export class XmlStory extends Story implements XmlHandler {
  open(name: string, attributes: Attributes): void {
    this.enter(name);
    if (this.seen) openers[name]?.(this, attributes);
    else if (this.controls.describing) this.controls.describe(name, attributes);
  }

  close(name: string): void {
    if (this.seen) closers[name]?.(this);
    else if (name === "w:sdtPr") this.controls.endDescription();
    this.leave();
  }
}
