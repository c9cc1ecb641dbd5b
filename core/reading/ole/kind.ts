/** What a compound file is: a .doc, an .xls, an encrypted .docx, a file with macros … told by its streams. */
import type { Refusal } from "../document.ts";
import type { Format } from "../format.ts";
import { refuse } from "../refusal.ts";
import { type Compound, openCompound } from "./compound.ts";

/** Streams that name the program which wrote the file. */
const kinds: { stream: string; format: Format }[] = [
  // a letter that Outlook saved; what is attached to it has streams of its own
  { stream: "__properties_version1.0", format: "eml" },
  { stream: "WordDocument", format: "doc" },
  { stream: "Workbook", format: "xls" },
  { stream: "Book", format: "xls" },
  { stream: "PowerPoint Document", format: "ppt" },
];
/** A .docx or .xlsx with a password is wrapped into a compound file with these streams ([MS-OFFCRYPTO] §2.3). */
const encryptedStreams = ["EncryptedPackage", "EncryptionInfo", "EncryptedSummary"];
const macroStorages = ["_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros", "VBA"];

/** The format of a compound file, or its refusal: `encrypted`, `macro`, `truncated`, `wrong_type` (installer). */
export function compoundKind(bytes: Uint8Array): { format: Format } | Refusal {
  const compound = openCompound(bytes);
  if (compound === undefined) return refuse("truncated", "ole");
  const names = new Set(compound.streams.map(({ name }) => name));
  const format = kinds.find(({ stream }) => names.has(stream))?.format ?? "ole";
  if (encryptedStreams.some((name) => names.has(name))) return refuse("encrypted", format);
  if (format === "doc" && isEncryptedDoc(compound)) return refuse("encrypted", format);
  if (macroStorages.some((name) => names.has(name))) return refuse("macro", format);
  return { format };
}

/** The fEncrypted bit of the file information block ([MS-DOC] §2.5.2). */
function isEncryptedDoc(compound: Compound): boolean {
  const stream = compound.streams.find(({ name }) => name === "WordDocument");
  const head = stream === undefined ? undefined : compound.head(stream);
  return head !== undefined && head.byteLength >= 12 && (head.getUint16(10, true) & 0x0100) !== 0;
}
