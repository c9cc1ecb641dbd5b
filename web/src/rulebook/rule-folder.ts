/** A folder of rules on somebody's computer, chosen as it is or packed: files by their path inside it, and back. */
import { isMeantForRules, type RuleFiles } from "../../../core/rulebook/own-rules.ts";

/** What was chosen in a dialogue: the files of a folder, or one archive of it. Files of other kinds are left out. */
export async function rulesIn(chosen: readonly File[]): Promise<Record<string, string>> {
  const [first] = chosen;
  const packed = chosen.length === 1 && first !== undefined && /\.zip$/i.test(first.name);
  const files = packed
    ? await unpacked(first)
    : await Promise.all(
        chosen
          .map((file): [string, File] => [file.webkitRelativePath || file.name, file])
          .filter(([path]) => isMeantForRules(path))
          .map(async ([path, file]): Promise<[string, string]> => [path, await file.text()]),
      );
  return Object.fromEntries(insideOf(files));
}

/** Chosen alone, each of these is itself no folder of rules. */
const FOLDERS = new Set(["types", "samples", "papers"]);

/** Without the folder's own name, which every path begins with. */
function insideOf(files: readonly [string, string][]): [string, string][] {
  const [head] = files[0]?.[0].split("/") ?? [];
  const wrapped = files.every(([path]) => path.startsWith(`${head}/`)) && !FOLDERS.has(head ?? "");
  return wrapped ? files.map(([path, text]) => [path.slice(`${head}/`.length), text]) : [...files];
}

/** Of a county's rules, not of an archive that swells. */
const MAX_BYTES = 8 * 1024 * 1024;

async function unpacked(archive: File): Promise<[string, string][]> {
  const { BlobReader, TextWriter, ZipReader } = await import("@zip.js/zip.js");
  const reader = new ZipReader(new BlobReader(archive), { useWebWorkers: false });
  try {
    const entries = (await reader.getEntries()).filter(({ filename }) => isMeantForRules(filename));
    const size = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
    if (size > MAX_BYTES) throw new Error("压缩包里的规则文件太大，请检查是否选错了文件");
    return await Promise.all(
      entries.flatMap((entry) =>
        entry.directory
          ? []
          : [entry.getData(new TextWriter()).then((text): [string, string] => [entry.filename, text])],
      ),
    );
  } finally {
    await reader.close();
  }
}

/** The same as an archive, in a folder of that name. */
export async function archiveOf(files: RuleFiles, folder: string): Promise<Blob> {
  const { BlobWriter, TextReader, ZipWriter } = await import("@zip.js/zip.js");
  const writer = new ZipWriter(new BlobWriter("application/zip"), { useWebWorkers: false });
  for (const [name, text] of Object.entries(files))
    await writer.add(`${folder}/${name}`, new TextReader(text));
  return writer.close();
}
