/** Why a file or a manifest could not be used, in words for the person at the terminal. */
import type { z } from "zod";

const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: "没有这个文件",
  EISDIR: "这是文件夹，请写明其中的文件",
  EACCES: "没有权限",
  EPERM: "没有权限",
  EEXIST: "同名的文件已经存在",
  EROFS: "所在的盘是只读的",
  ENOSPC: "磁盘已满",
  ENOTDIR: "路径中有一段不是文件夹",
  ENAMETOOLONG: "文件名太长",
};

/** What the system said about a file, in Chinese where we know it. */
export function fileFault(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return FAULTS[code] ?? (error instanceof Error ? error.message : String(error));
}

/**
 * The lines of a manifest (JSON Lines), empty ones left out.
 * @throws {Error} whose message names the line that is wrong
 */
export function manifestLines<S extends z.ZodType>(text: string, line: S): z.output<S>[] {
  return text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .flatMap((raw, index) => {
      if (raw.trim() === "") return [];
      const parsed = line.safeParse(json(raw));
      if (parsed.success) return [parsed.data];
      const field = parsed.error.issues[0]?.path.join(".");
      throw new Error(
        `第${index + 1}行${field ? `的 ${field} ` : ""}有误，每行应为一个 JSON，如 {"file":"…"}`,
      );
    });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
