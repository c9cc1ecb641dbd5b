/** Objects in an OpenDocument text: documents in folders of the same archive, or files of other programs. */
import type { ReadText, Refusal } from "../document.ts";
import { fraction } from "../docx/equations.ts";
import { embeddedFile } from "../ole/embedded.ts";
import type { Reader, ReaderContext } from "../reader.ts";
import { ReadingRefused } from "../refusal.ts";
import { parseXml } from "../xml.ts";
import type { Archive } from "../zip/archive.ts";

type Whereabouts = { archive: Archive; context: ReaderContext; readText: Reader };

/** The words of an object; undefined where they could not be read. */
export async function wordsOfObject(href: string, whereabouts: Whereabouts): Promise<string | undefined> {
  const { archive, context } = whereabouts;
  if (archive.names.includes(`${href}/content.xml`)) return await wordsOfFolder(`${href}/`, whereabouts);
  const bytes = await archive.bytes(href);
  const file = bytes === undefined ? undefined : embeddedFile(bytes);
  return file === undefined ? undefined : wordsOf(await context.readMember(file));
}

function wordsOf(result: ReadText | Refusal): string | undefined {
  if (result.outcome === "text") return result.text;
  return result.reason === "empty" ? "" : undefined;
}

async function wordsOfFolder(
  folder: string,
  { archive, context, readText }: Whereabouts,
): Promise<string | undefined> {
  const inner = { ...context, archive: within(archive, folder) };
  const { kind, words } = await look(inner.archive, context);
  if (kind !== "office:spreadsheet" && kind !== "office:text") return words;
  const reader = kind === "office:text" ? readText : (await import("../sheet/ods.ts")).readOds;
  try {
    return wordsOf(await reader(new Uint8Array(), inner));
  } catch (error) {
    if (error instanceof ReadingRefused) return undefined;
    throw error;
  }
}

/** A folder of the archive as an archive. */
function within(archive: Archive, folder: string): Archive {
  return {
    ...archive,
    names: archive.names.flatMap((name) => (name.startsWith(folder) ? [name.slice(folder.length)] : [])),
    stream: (name, take, cap) => archive.stream(folder + name, take, cap),
    bytes: (name, cap) => archive.bytes(folder + name, cap),
  };
}

const kinds = ["office:text", "office:spreadsheet", "office:chart", "office:drawing"];

/** What an object is, and its words where it is no text: the titles of a chart, the signs of a formula. */
async function look(archive: Archive, { limits }: ReaderContext): Promise<{ kind: string; words: string }> {
  let kind = "";
  let titles = 0;
  let line = "";
  const lines: string[] = [];
  const formula = new MathMl();
  await parseXml(archive, "content.xml", limits, {
    open(name) {
      if (kind === "") kind = name === "math" ? name : (kinds.find((each) => each === name) ?? "");
      if (name === "title" || name === "subtitle") titles++;
      if (kind === "math") formula.open(name);
    },
    text(text) {
      if (titles > 0) line += text;
      if (kind === "math") formula.text(text);
    },
    close(name) {
      if (name === "title" || name === "subtitle") titles--;
      if (name === "text:p" && line.trim() !== "") lines.push(line.trim());
      if (name === "text:p") line = "";
      if (kind === "math") formula.close(name);
    },
  });
  return { kind, words: kind === "math" ? formula.shown : lines.join("\n") };
}

/** A formula in MathML, on one line. */
class MathMl {
  readonly #open: { name: string; parts: string[] }[] = [];
  shown = "";

  open(name: string): void {
    this.#open.push({ name, parts: [] });
  }

  text(text: string): void {
    const innermost = this.#open.at(-1);
    if (innermost !== undefined && /^m[inost]/.test(innermost.name)) innermost.parts.push(text.trim());
  }

  close(name: string): void {
    const closed = this.#open.pop();
    if (closed === undefined || name === "annotation") return;
    const [first = "", second = ""] = closed.parts;
    const shown = name === "mfrac" ? fraction(first, second) : closed.parts.join("");
    const outer = this.#open.at(-1);
    if (outer === undefined) this.shown = shown;
    else outer.parts.push(name === "msqrt" || name === "mroot" ? `√${shown}` : shown);
  }
}
