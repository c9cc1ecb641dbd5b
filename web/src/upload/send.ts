/**
 * Sending one file: a ticket from the API, then the presigned POST to the store, fields first and the file last
 * (S3 ignores every field after `file`).
 */

import type { z } from "zod";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import type { ticket } from "../../../functions/api/contract/links.ts";
import { Refused, STORE } from "../../../functions/api/contract/refused.ts";
import { call } from "../client.ts";
import type { ReasonAnswer } from "../submission/shapes.ts";
import { storeRefusal } from "./store-refusals.ts";

type Ticket = z.infer<typeof ticket>;

/** The returned submission that a file corrects, with an answer to each of its reasons. */
export interface Correction {
  readonly submissionId: string;
  readonly answers: ReasonAnswer[];
}

/**
 * @param onProgress share of the bytes that have left, 0 to 1
 * @returns the submission's id once the store has taken the file
 * @throws {Refused} with the API's or the store's reason as a sentence
 */
export async function send(
  token: string,
  file: File,
  options: {
    readonly documentType?: string;
    readonly correction?: Correction;
    readonly onProgress: (share: number) => void;
  },
): Promise<string> {
  const granted = await call(endpoints.ticket, {
    params: { token },
    body: {
      fileName: file.name.slice(-255),
      size: file.size,
      documentType: options.documentType,
      ...options.correction,
    },
  });
  await post(granted, file, options.onProgress);
  return granted.submissionId;
}

/** `fetch` tells nothing about an upload's progress; XMLHttpRequest does. */
function post(granted: Ticket, file: File, onProgress: (share: number) => void): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(granted.fields)) form.append(name, value);
  form.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const refuse = () => {
      const { code, sentence } = storeRefusal(request.status, request.responseText, granted.maxBytes);
      reject(new Refused(code, sentence, request.status, STORE));
    };
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => (request.status >= 200 && request.status < 300 ? resolve() : refuse());
    request.onerror = refuse;
    request.ontimeout = refuse;
    request.open("POST", granted.url);
    request.send(form);
  });
}
