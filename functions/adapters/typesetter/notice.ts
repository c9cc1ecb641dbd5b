/** A notice as PDF: the bare typesetting, the draft, the issued copy. */
import type { NoticeContent } from "../../../core/notices/content.ts";
import { typesetPdf } from "./compiler.ts";
import { type LayoutOptions, layoutOf } from "./layout.ts";
import { stampDraft, stampVerification } from "./stamp.ts";

/** GB/T 9704-2012 general format, PDF/A-2a, without any stamp. The same input gives the same bytes. */
export function typeset(content: NoticeContent, options: LayoutOptions): Promise<Uint8Array> {
  return typesetPdf({
    template: "notice.typ",
    inputs: { notice: layoutOf(content, options) },
    officeFolder: options.officeFolder,
    standard: "a-2a",
  });
}

/** With 草稿 across every page, without number or day. */
export async function typesetDraft(content: NoticeContent, officeFolder?: string): Promise<Uint8Array> {
  return stampDraft(await typeset(content, { officeFolder }), officeFolder);
}

export interface Issuance {
  /** 〔2026〕3号 */
  readonly number: string;
  readonly issuedOn: string;
  /** What the QR code opens. */
  readonly verifyUrl: string;
  readonly officeFolder?: string;
}

/** With number, day and, on the last page, the QR code that verifies it. Refuses (throws) a notice with faults. */
export async function typesetIssued(content: NoticeContent, issuance: Issuance): Promise<Uint8Array> {
  const fault = content.faults[0];
  if (fault) throw new Error(`a notice with faults is not issued: ${fault.code} ${fault.figures.join(" ")}`);
  const { verifyUrl, ...options } = issuance;
  return stampVerification(await typeset(content, options), verifyUrl, options.officeFolder);
}
