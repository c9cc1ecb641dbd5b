/** Automatic numbers of Word 97: list definitions and the lists that use them, in the words of .docx ([MS-DOC] §2.9.131). */
import type { Numbering } from "../docx/numbering.ts";
import type { Binary } from "../ole/binary.ts";
import type { Word97File } from "./file.ts";

type List = NonNullable<ReturnType<Numbering["lists"]["get"]>>;
type Level = NonNullable<ReturnType<List["levels"]["get"]>>;

/** Number formats by their code ([MS-OSHARED] §2.2.1.3); "" counts in figures. */
const formats =
  "decimal upperRoman lowerRoman upperLetter lowerLetter decimal decimal decimal decimal decimal ideographDigital " +
  "japaneseCounting decimal decimal decimalFullWidth decimal chineseLegalSimplified japaneseDigitalTenThousand " +
  "decimalEnclosedCircle decimalFullWidth decimal decimal decimalZero bullet decimal decimal decimalEnclosedFullstop " +
  "decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle ideographTraditional ideographZodiac " +
  "ideographZodiac taiwaneseCounting chineseLegalSimplified taiwaneseCountingThousand taiwaneseDigital " +
  "chineseCounting chineseLegalSimplified chineseCountingThousand";
const formatNames = formats.split(" ");
const NO_NUMBER = 255;

/** The name that .docx gives a number format of old Word. */
export function formatName(code: number): string {
  return code === NO_NUMBER ? "none" : (formatNames[code] ?? "decimal");
}

const DEFINITION = 28;
const OVERRIDE = 16;
const LEVELS = 9;

/** The lists of the file by number, counted from 1 as paragraphs name them. */
export function readLists(file: Word97File): Numbering {
  const numbering: Numbering = { abstracts: new Map(), lists: new Map() };
  readDefinitions(file, numbering);
  readOverrides(file.structure("listOverrides"), numbering);
  return numbering;
}

/** The levels follow behind the structure that announces the lists, outside of its length. */
function readDefinitions(file: Word97File, { abstracts }: Numbering): void {
  const announced = file.structure("lists");
  if (announced.length < 2) return;
  const count = announced.u16(0);
  let at = file.offset("lists") + 2 + count * DEFINITION;
  for (let index = 0; index < count; index++) {
    const definition = announced.slice(2 + index * DEFINITION, DEFINITION);
    const levels = new Map<number, Level>();
    const simple = (definition.u8(26) & 1) !== 0;
    for (let number = 0; number < (simple ? 1 : LEVELS); number++) {
      const { level, size } = readLevel(file.table, at);
      levels.set(number, level);
      at += size;
    }
    abstracts.set(String(definition.i32(0)), { levels });
  }
}

function readLevel(table: Binary, at: number): { level: Level; size: number } {
  const code = table.u8(at + 4);
  const flags = table.u8(at + 5);
  const changes = table.u8(at + 24) + table.u8(at + 25);
  const textAt = at + 28 + changes;
  const units = table.u16(textAt);
  const text = table.utf16(textAt + 2, units);
  const level: Level = {
    start: table.i32(at),
    format: formatName(code),
    // places for numbers are written as the number of the level itself
    text: Array.from(text, (sign) =>
      sign.charCodeAt(0) < LEVELS ? `%${sign.charCodeAt(0) + 1}` : sign,
    ).join(""),
    legal: (flags & 0x04) !== 0,
    ...((flags & 0x08) !== 0 && { restart: table.u8(at + 26) }),
  };
  return { level, size: textAt + 2 + units * 2 - at };
}

function readOverrides(data: Binary, { lists }: Numbering): void {
  if (data.length < 4) return;
  const count = Math.min(data.u32(0), Math.floor((data.length - 4) / OVERRIDE));
  let at = 4 + count * OVERRIDE;
  for (let index = 0; index < count; index++) {
    const record = data.slice(4 + index * OVERRIDE, OVERRIDE);
    const list: List = { abstractId: String(record.i32(0)), starts: new Map(), levels: new Map() };
    lists.set(String(index + 1), list);
    const overridden = record.u8(12);
    if (at + 4 > data.length) continue;
    at += 4;
    for (let i = 0; i < overridden && at + 8 <= data.length; i++) {
      const flags = data.u32(at + 4);
      const number = flags & 15;
      if ((flags & 0x10) !== 0) list.starts.set(number, data.i32(at));
      at += 8;
      if ((flags & 0x20) === 0) continue;
      const { level, size } = readLevel(data, at);
      list.levels.set(number, level);
      at += size;
    }
  }
}
