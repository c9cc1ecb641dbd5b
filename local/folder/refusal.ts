/** Why a data folder is not opened: what is wrong with it and what to do, in one sentence for the person at the terminal. */

export type FolderFault =
  | "in_use"
  | "not_a_folder"
  | "foreign"
  | "no_access"
  | "read_only"
  | "full"
  | "unreliable"
  | "newer"
  | "older"
  | "incomplete"
  | "damaged";

export class FolderRefused extends Error {
  override readonly name = "FolderRefused";
  readonly fault: FolderFault;

  /** `message` is the sentence. Which other folder could be taken, and how, is said by whoever was told of this one. */
  constructor(fault: FolderFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

/** Another folder would do; of the others it would only hide what is wrong. */
const OF_THE_PLACE: ReadonlySet<FolderFault> = new Set(["in_use", "not_a_folder", "no_access", "read_only"]);
export const otherFolderHelps = ({ fault }: FolderRefused): boolean => OF_THE_PLACE.has(fault);

/** A database or folder that must be there is not. Nothing is made in its place. */
export function incomplete(folder: string, name: string): FolderRefused {
  return new FolderRefused(
    "incomplete",
    `数据目录 ${folder} 缺少 ${name}，没有启动，以免当作新单位重新开始；请从备份恢复整个目录。`,
  );
}

/** A database that cannot be read as one: cut off, overwritten, emptied. */
export function damaged(folder: string, name: string, cause?: unknown): FolderRefused {
  return new FolderRefused(
    "damaged",
    `数据目录 ${folder} 中的 ${name} 已损坏（不完整或被改写），没有启动；请从备份恢复整个目录。`,
    { cause },
  );
}

/** @param what of the folder cannot be read or written, for the sentence */
function inaccessible(what: string, fault: FolderFault, cause: unknown): FolderRefused {
  const sentences: Partial<Record<FolderFault, string>> = {
    not_a_folder: `${what} 或其上级不是文件夹，不能作为数据目录。`,
    no_access: `没有读写${what} 的权限，请检查它的属主和权限。`,
    read_only: `${what} 只能读、不能写，请检查权限和所在的盘。`,
    unreliable: `${what} 读写出错，磁盘可能已满或有故障，请检查后再启动。`,
    full: `${what} 所在的磁盘已满，请清理出空间后再启动；已有的数据没有改动。`,
  };
  return new FolderRefused(fault, sentences[fault] ?? what, { cause });
}

const BY_SYSTEM_CODE: Readonly<Record<string, FolderFault>> = {
  EACCES: "no_access",
  EPERM: "no_access",
  EROFS: "read_only",
  ENOSPC: "full",
  EDQUOT: "full",
  ENOTDIR: "not_a_folder",
  EEXIST: "not_a_folder",
  EIO: "unreliable",
};

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const BY_SQLITE_CODE: Readonly<Record<number, FolderFault>> = {
  3: "no_access",
  8: "read_only",
  10: "unreliable",
  11: "damaged",
  13: "full",
  14: "no_access",
  23: "no_access",
  26: "damaged",
};

export const SQLITE_BUSY = 5;

/** A port or address that cannot be had is no fault of the folder. */
const OF_THE_NETWORK = new Set(["listen", "bind", "connect", "getaddrinfo"]);

function systemCode(error: Error): string | undefined {
  if (!("code" in error && "syscall" in error)) return undefined;
  return OF_THE_NETWORK.has(String(error.syscall)) ? undefined : String(error.code);
}

/** SQLite's primary result code; undefined when the error is of something else. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number")
    return undefined;
  return error.errcode & 0xff;
}

function faultOf(error: Error): FolderFault | undefined {
  const ofSqlite = sqliteCode(error);
  return ofSqlite === undefined ? BY_SYSTEM_CODE[systemCode(error) ?? ""] : BY_SQLITE_CODE[ofSqlite];
}

/** Whether something was not written because nothing more may be. */
export const isFull = (error: unknown): boolean => error instanceof Error && faultOf(error) === "full";

/**
 * What the system or SQLite said about a file of the folder, as a refusal; any other error as it is.
 * @param name of the file inside the folder, when it is known which one
 */
export function asRefusal(error: unknown, folder: string, name?: string): unknown {
  if (error instanceof FolderRefused || !(error instanceof Error)) return error;
  const fault = faultOf(error);
  if (fault === undefined) return error;
  if (fault === "damaged") return damaged(folder, name ?? "数据库", error);
  return inaccessible(
    name === undefined ? `数据目录 ${folder}` : `数据目录 ${folder} 中的 ${name}`,
    fault,
    error,
  );
}
