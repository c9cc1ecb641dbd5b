/** An archive taken apart: which of its members are papers of their own, and why the others are not. */
import { isLeftBehind } from "../../core/reading/archive/reader.ts";
import type { ReadText, Refusal } from "../../core/reading/document.ts";
import { defaultLimits } from "../../core/reading/limits.ts";
import { type ReadOptions, read } from "../../core/reading/read.ts";
import { refuse } from "../../core/reading/refusal.ts";
import { openArchive } from "../../core/reading/zip/archive.ts";

export interface Bundle {
  readonly outcome: "bundle";
  readonly papers: readonly { readonly fileName: string; readonly bytes: Uint8Array }[];
  /** Kept in the archive as received; one sentence each. */
  readonly refused: readonly { readonly fileName: string; readonly message: string }[];
}

/** What an office files in one go; more is a mistake, and would be as many reviews. */
const MAX_PAPERS = 100;

/** Whether this is an archive with at least one member that can be read, or could be with a recogniser. */
export function holdsPapers(reading: ReadText | Refusal): boolean {
  if (reading.format !== "zip") return false;
  return reading.outcome === "text" || (reading.recognisable ?? 0) > 0;
}

/** Takes an archive apart that `read` has been through: everything hostile was refused there. */
export async function unpack(
  bytes: Uint8Array,
  reading: ReadText | Refusal,
  options: ReadOptions,
  correction: boolean,
): Promise<Bundle | { readonly outcome: "refused"; readonly reading: Refusal }> {
  const refused = (message: string) => ({
    outcome: "refused" as const,
    reading: refuse("unsupported", "zip", message),
  });
  if (correction) return refused("更正只能是一份文件，请解压后上传更正的那一份");
  const archive = await openArchive(bytes, options.limits ?? defaultLimits);
  const names = archive.names.filter((name) => !isLeftBehind(name));
  if (names.length > MAX_PAPERS)
    return refused(`压缩包内有${names.length}个文件，一次最多${MAX_PAPERS}个，请分开打包后上传`);
  const known = new Map(
    reading.outcome === "text" ? reading.members?.map(({ name, result }) => [name, result]) : [],
  );
  const bundle = { outcome: "bundle", papers: [], refused: [] } as {
    outcome: "bundle";
    papers: Bundle["papers"][number][];
    refused: Bundle["refused"][number][];
  };
  for (const name of names) {
    const content = await archive.bytes(name);
    if (!content) continue;
    const result = known.get(name) ?? (await read(content, options));
    if (result.outcome === "text" || (result.recognisable ?? 0) > 0)
      bundle.papers.push({ fileName: name, bytes: content });
    else bundle.refused.push({ fileName: name, message: result.message });
  }
  return bundle;
}
