/** Properties of characters and paragraphs as far as they change what is read ([MS-DOC] §2.6). */
import type { Binary } from "../ole/binary.ts";
import { ReadingRefused } from "../refusal.ts";

/** Bytes of an operand by the top three bits of the code; 0 for those that say their own length. */
const operandSizes = [1, 1, 2, 4, 2, 2, 0, 3];
const TABLE_DEFINITION = 0xd608;
const TABS = 0xc615;
/** A single cell's definition starts after the borders of the columns and takes 20 bytes. */
const CELL = 20;

export type ParagraphTraits = {
  inTable: boolean;
  depth: number;
  rowEnd: boolean;
  innerCellEnd: boolean;
  innerRowEnd: boolean;
  list?: number;
  level?: number;
  /** A large first letter, which is a paragraph of its own. */
  dropCap?: boolean;
  /** By cell of the row that ends here: whether it belongs to a tall cell begun in a row above. */
  covered: boolean[];
};
export type RunTraits = {
  hidden?: boolean;
  deleted?: boolean;
  struck?: boolean;
  style?: number;
  font?: number;
  symbol?: { font: number; code: number };
  /** Where what the character stands for is kept: in the data of the file, or an object's number. */
  place?: number;
  isObject?: boolean;
  isData?: boolean;
};

type Visit = (code: number, operand: Binary) => void;

/** Walks a list of changes; each is a code and its operand. */
function walkChanges(changes: Binary, visit: Visit): void {
  for (let at = 0; at + 2 < changes.length; ) {
    const code = changes.u16(at);
    at += 2;
    const fixed = operandSizes[code >> 13] ?? 0;
    const prefix = fixed > 0 ? 0 : code === TABLE_DEFINITION ? 2 : 1;
    let size = fixed;
    if (code === TABLE_DEFINITION) size = changes.u16(at) - 1;
    else if (prefix === 1) size = changes.u8(at);
    if (code === TABS && size === 255) return;
    if (size < 0) throw new ReadingRefused("malformed");
    visit(code, changes.slice(at + prefix, Math.min(size, Math.max(0, changes.length - at - prefix))));
    at += prefix + size;
  }
}

/** What the changes of a paragraph say, upon what its style says. */
export function paragraphTraits(changes: Binary, inherited: Partial<ParagraphTraits> = {}): ParagraphTraits {
  const traits: ParagraphTraits = {
    inTable: false,
    depth: 0,
    rowEnd: false,
    innerCellEnd: false,
    innerRowEnd: false,
    covered: [],
    ...inherited,
  };
  walkChanges(changes, (code, operand) => {
    if (code === 0x2416) traits.inTable = operand.u8(0) !== 0;
    else if (code === 0x2417) traits.rowEnd = operand.u8(0) !== 0;
    else if (code === 0x244b) traits.innerCellEnd = operand.u8(0) !== 0;
    else if (code === 0x244c) traits.innerRowEnd = operand.u8(0) !== 0;
    else if (code === 0x6649) traits.depth = operand.i32(0);
    else if (code === 0x664a) traits.depth += operand.i32(0);
    else if (code === 0x260a) traits.level = operand.u8(0);
    else if (code === 0x460b) traits.list = operand.i16(0);
    else if (code === 0x442c) traits.dropCap = (operand.u8(0) & 7) !== 0;
    else if (code === TABLE_DEFINITION) traits.covered = coveredCells(operand);
    else if (code === 0xd62b && operand.u8(0) < 64) traits.covered[operand.u8(0)] = operand.u8(1) === 1;
  });
  if (traits.inTable) traits.depth = Math.max(traits.depth, 1);
  else traits.depth = 0;
  return traits;
}

function coveredCells(definition: Binary): boolean[] {
  const count = definition.u8(0);
  const first = 1 + (count + 1) * 2;
  return Array.from({ length: count }, (_, i) => {
    const at = first + i * CELL;
    return at + 2 <= definition.length && (definition.u16(at) & 0x60) === 0x20;
  });
}

/** What the changes of a run of characters say, upon what its style says. */
export function runTraits(changes: Binary, inherited: RunTraits = {}): RunTraits {
  const traits: RunTraits = { ...inherited };
  walkChanges(changes, (code, operand) => {
    if (code === 0x083c) traits.hidden = toggled(operand.u8(0), inherited.hidden);
    else if (code === 0x0800) traits.deleted = operand.u8(0) !== 0;
    else if (code === 0x0837) traits.struck = toggled(operand.u8(0), inherited.struck);
    else if (code === 0x2a53) traits.struck = operand.u8(0) !== 0;
    else if (code === 0x4a4f || code === 0x4a51) traits.font = operand.u16(0);
    else if (code === 0x6a03) traits.place = operand.u32(0);
    else if (code === 0x080a || code === 0x0856) traits.isObject = operand.u8(0) !== 0;
    else if (code === 0x0806) traits.isData = operand.u8(0) !== 0;
    else if (code === 0x4a30) traits.style = operand.u16(0);
    else if (code === 0x6a09) traits.symbol = { font: operand.u16(0), code: operand.u16(2) };
  });
  return traits;
}

/** 0x80: as the style says; 0x81: the opposite. */
function toggled(value: number, ofStyle = false): boolean {
  return value === 0x80 ? ofStyle : value === 0x81 ? !ofStyle : value !== 0;
}

/** Whether a list of changes switches this one-byte property on. */
export function flagOf(changes: Binary, wanted: number): boolean {
  let on = false;
  walkChanges(changes, (code, operand) => {
    if (code === wanted) on = operand.u8(0) !== 0;
  });
  return on;
}
