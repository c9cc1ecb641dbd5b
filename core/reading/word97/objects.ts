/** Objects of other programs in a Word 97 file: each a storage of its own, which is read as the file it was. */
import type { ReadText, Refusal } from "../document.ts";
import type { Limits } from "../limits.ts";
import { attempt } from "../ole/binary.ts";
import { composeCompound } from "../ole/compose.ts";
import { fileIn } from "../ole/embedded.ts";
import { shownByControl } from "../ole/form-control.ts";
import type { Storage } from "../ole/streams.ts";
import type { Word97File } from "./file.ts";

/** More objects than any paper has. */
const MAX_OBJECTS = 100;

/** The words of an object: those of a control stand in the line, those of a file behind its paragraph. */
export type ObjectWords = { text: string; inLine: boolean };

/** The words of the objects by the name of their storage; those that could not be read are not among them. */
export async function readObjects(
  { objects }: Word97File,
  readMember: (bytes: Uint8Array) => Promise<ReadText | Refusal>,
  limits: Limits,
): Promise<Map<string, ObjectWords>> {
  const words = new Map<string, ObjectWords>();
  let left = limits.fileBytes;
  for (const [name, storage] of [...objects].slice(0, MAX_OBJECTS)) {
    const control = attempt(() => storage.read("contents"));
    const shown = control === undefined ? undefined : shownByControl(control);
    if (shown !== undefined) {
      words.set(name, { text: shown, inLine: true });
      continue;
    }
    const file = attempt(() => fileIn(storage.read) ?? ownFile(storage));
    // the same bytes may be named by every object
    left -= file?.length ?? 0;
    const result = file === undefined || left < 0 ? undefined : await readMember(file);
    if (result?.outcome === "text") words.set(name, { text: result.text, inLine: false });
    else if (result?.reason === "empty") words.set(name, { text: "", inLine: false });
  }
  return words;
}

function ownFile({ names, read }: Storage): Uint8Array | undefined {
  const streams = names.flatMap((name) => {
    const content = read(name);
    return content === undefined ? [] : [{ name, content }];
  });
  return composeCompound(streams);
}
