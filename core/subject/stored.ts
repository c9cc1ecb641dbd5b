/**
 * What is stored, in the table or in a bucket, bears the number of the format it was written in. It is parsed when read
 * and brought up to the present format where it is older. What bears no number is of format 1.
 */
import * as z from "zod";

/** A kind of what is stored. */
export interface StoredKind<T> {
  /** For people: 上传链接. */
  readonly label: string;
  /** What this code writes. Raised with every change of the shape, together with a way up from the one before. */
  readonly format: number;
  /** What is stored, of any format up to the present one. Throws where it is damaged. */
  parse(stored: unknown, format: number): T;
}

/** Makes the next format of one that is no more. */
export type Upcast = (older: unknown) => unknown;

/** A kind of what is stored by its shape in the present format, and the ways up to it: the first leads from 1 to 2. */
export const storedKind = <T>(
  label: string,
  schema: z.ZodType<T>,
  upcasts: readonly Upcast[] = [],
): StoredKind<T> => ({
  label,
  format: upcasts.length + 1,
  parse: (stored, format) =>
    schema.parse(upcasts.slice(format - 1).reduce((older, upcast) => upcast(older), stored)),
});

/** `damaged`: not of the shape it should have. `newer`: written by code that knows more formats than this one. */
export type StoredFault = "damaged" | "newer";

/** What is stored cannot be read, and is never guessed at. The message is for people: which it is, what is wrong, what to do. */
export class UnreadableRow extends Error {
  override readonly name = "UnreadableRow";
  readonly fault: StoredFault;
  /** Where it lies. */
  readonly key: string;

  constructor(fault: StoredFault, key: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
    this.key = key;
  }
}

/**
 * @param key where it lies, for whoever must find it
 * @param format where the number does not stand in what is stored
 * @throws UnreadableRow
 */
export function readStored<T>(
  kind: StoredKind<T>,
  key: string,
  stored: unknown,
  format: unknown = formatOf(stored),
): T {
  const named = `${kind.label} ${key}`;
  if (typeof format !== "number" || !Number.isInteger(format) || format < 1)
    throw damaged(named, key, new Error("no format"), "format");
  if (format > kind.format)
    throw new UnreadableRow(
      "newer",
      key,
      `${named}：数据由更新版本的七有写成（格式 ${format}，本程序为 ${kind.format}），请用新版本的程序打开。`,
    );
  try {
    return kind.parse(stored, format);
  } catch (cause) {
    throw damaged(named, key, cause, fieldOf(cause));
  }
}

const formatOf = (stored: unknown): unknown =>
  (typeof stored === "object" && stored !== null && "format" in stored ? stored.format : undefined) ?? 1;

/** The first field that is wrong. */
const fieldOf = (cause: unknown): string | undefined =>
  cause instanceof z.ZodError ? cause.issues[0]?.path.join(".") : undefined;

function damaged(named: string, key: string, cause: unknown, field?: string): UnreadableRow {
  const where = field ? `（字段 ${field}）` : "";
  return new UnreadableRow("damaged", key, `${named}：数据已损坏${where}，请从备份恢复。`, { cause });
}
