/**
 * Refusals of reading: one Chinese sentence a reason, and the error that carries a refusal up to `read`.
 * Inside the readers a refusal is thrown (a parser callback can do nothing else); `read` turns it into a value.
 */
import type { Refusal, RefusalReason } from "./document.ts";
import { type Format, formatNames } from "./format.ts";

/** What is wrong and what to do, for a person who has just uploaded a file. */
const sentences: Record<RefusalReason, string> = {
  empty: "文件是空的，没有任何文字，请检查后重新上传",
  truncated: "文件不完整，可能上传中断，请重新保存后再上传",
  encrypted: "文件已加密，请取消密码后重新上传",
  macro: "文件含有宏，不予接收，请另存为不含宏的 .docx 或 .xlsx 后重新上传",
  bomb: "文件解压后异常庞大，已停止读取，请用 Word 或 WPS 重新另存后上传",
  wrong_type: "这不是可以报送的文件类型，请上传 Word、WPS、PDF、Excel、图片或文本文件",
  malformed: "文件已损坏，无法读取，请用 Word 或 WPS 打开并另存后重新上传",
  too_deep: "文件内部嵌套层数过多，已停止读取，请另存为新文件后上传",
  too_large: "文件过大或内容过多，请拆分后分别上传",
  unsafe_path: "压缩包内含有不安全的路径，请重新打包后上传",
  unsupported: "暂不支持这种文件，请另存为 .docx 后上传",
  timeout: "读取时间过长，已停止，请另存为 .docx 或拆分后重新上传",
  unread: "系统多次尝试仍未能读完这个文件，原因未必在文件本身，请下载原文件人工审核",
};

/** Every code that a refusal may bear. */
export const reasons: readonly string[] = Object.keys(sentences);

/** The general sentence of a reason; undefined of a word that is none. */
export const sentenceOf = (reason: string): string | undefined =>
  Object.entries(sentences).find(([known]) => known === reason)?.[1];

/** Builds a refusal; `message` replaces the general sentence of the reason where more can be said. */
export function refuse(
  reason: RefusalReason,
  format: Format | "unknown" = "unknown",
  message?: string,
): Refusal {
  return { outcome: "refused", reason, format, message: message ?? sentences[reason] };
}

/** The refusal of a format that has a name but no reader yet. */
export function refuseFormat(format: Format, reason: RefusalReason, advice: string): Refusal {
  return refuse(reason, format, `暂不支持 ${formatNames[format]}，${advice}`);
}

/** Thrown inside a reader; `read` catches it and answers `refusal`. The cause is kept for the log. */
export class ReadingRefused extends Error {
  readonly reason: RefusalReason;
  readonly sentence: string | undefined;
  /** Pages that a recogniser could read; 0 when the file would be refused all the same. */
  readonly recognisable: number;

  constructor(reason: RefusalReason, sentence?: string, cause?: unknown, recognisable = 0) {
    super(reason, { cause });
    this.name = "ReadingRefused";
    this.reason = reason;
    this.sentence = sentence;
    this.recognisable = recognisable;
  }
}
