/** Word 97–2003 documents (.doc, .dot, and .wps with the same content): headers and footers, body, notes. */
import type { ReadText } from "../document.ts";
import { Counters } from "../docx/numbering.ts";
import { distinct, Flow } from "../flow.ts";
import { Lines } from "../lines.ts";
import { sayUnread } from "../objects.ts";
import { attempt } from "../ole/binary.ts";
import type { ReaderContext } from "../reader.ts";
import { withPictures } from "../scan/pasted.ts";
import { Drawings } from "./drawings.ts";
import { plc, Word97File } from "./file.ts";
import { readFonts } from "./fonts.ts";
import { readLists } from "./lists.ts";
import { readObjects } from "./objects.ts";
import { Pieces } from "./pieces.ts";
import { runsOf } from "./runs.ts";
import { type HeaderStory, printedHeaders } from "./sections.ts";
import { type Anchored, Word97Story, type Word97Text } from "./story.ts";
import { Word97Styles } from "./styles.ts";

/** Reads a .doc. Refuses `encrypted`, `unsupported` (Word 95 and before), `malformed`, `too_deep`, `too_large`. */
export async function readWord97(bytes: Uint8Array, context: ReaderContext): Promise<ReadText> {
  const { limits } = context;
  const file = new Word97File(bytes);
  const text: Word97Text = {
    pieces: new Pieces(file.document, file.structure("pieces"), limits),
    paragraphs: runsOf(file, "paragraph"),
    characters: runsOf(file, "character"),
    styles: new Word97Styles(file.structure("styles")),
    counters: new Counters(readLists(file)),
    limits,
    fonts: attempt(() => readFonts(file.structure("fonts"))) ?? [],
    data: file.data,
    drawings: new Drawings(
      attempt(() => file.structure("drawings")) ?? file.table.slice(0, 0),
      file.data,
      file.document,
    ),
    objects: await readObjects(file, context.readMember, limits),
    unread: [],
  };
  const counted = { paragraphs: 0, tables: 0 };
  const flowOf = (part: "body" | "header" | "footer" | "note") => new Flow(part, limits, counted);
  const { body, notes, headers, macros, comments, endnotes } = file.lengths;

  const furniture = printedHeaders(file).map(({ part, start, end }: HeaderStory): Lines => {
    const flow = flowOf(part);
    new Word97Story(text, flow).write(body + notes + start, body + notes + end);
    return flow.lines;
  });
  const main = flowOf("body");
  const boxesAt = body + notes + headers + macros + comments + endnotes;
  new Word97Story(text, main, anchored(file, text, boxesAt)).write(0, body);
  const end = flowOf("note");
  new Word97Story(text, end).write(body, body + notes);
  const endnotesAt = boxesAt - endnotes;
  new Word97Story(text, end).write(endnotesAt, endnotesAt + endnotes);

  const written = new Lines(limits.textLength);
  for (const printed of distinct(furniture)) written.append(printed);
  written.append(main.lines);
  if (!end.lines.isEmpty) written.append(end.lines);
  const { lines, ...pages } = await withPictures(written, { ...counted, pages: 0 }, context);
  return { outcome: "text", format: "doc", ...lines.finish(), ...pages, ...sayUnread(text.unread, lines) };
}

/** Text boxes, words that are drawn, and pictures, each to be written at the character to which its shape is tied ([MS-DOC] §2.8.30, §2.8.37). */
function anchored(file: Word97File, text: Word97Text, start: number): Anchored[] {
  const anchors = plc(file.structure("anchors"), 26);
  const positions = new Map(anchors.records.map((shape, i) => [shape.i32(0), anchors.positions[i] ?? 0]));
  const boxes = plc(file.structure("boxes"), 22);
  const inBoxes = boxes.records.flatMap((box, i): Anchored[] => {
    const position = positions.get(box.i32(14));
    const from = boxes.positions[i] ?? 0;
    const to = boxes.positions[i + 1] ?? from;
    if (position === undefined || to <= from) return [];
    return [{ position, write: (flow) => new Word97Story(text, flow).write(start + from, start + to) }];
  });
  const drawn = text.drawings.floating().flatMap(({ numbers, words, picture }): Anchored[] => {
    const position = numbers.map((number) => positions.get(number)).find((each) => each !== undefined);
    if (position === undefined) return [];
    const write = (flow: Flow) => {
      if (words !== undefined) flow.paragraph(words);
      if (picture !== undefined) flow.hold(picture);
    };
    return [{ position, write }];
  });
  return [...drawn, ...inBoxes];
}
