/** A file's way to the store, the same as the upload page's and curl's: ask for a ticket, then POST the form to S3. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { z } from "zod";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import type { ticket } from "../functions/api/contract/links.ts";
import type { answer } from "../functions/api/contract/reasons.ts";
import type { ApiClient } from "./api-client.ts";

type Ticket = z.output<typeof ticket>;

/** A file to be sent. */
interface Upload {
  readonly fileName: string;
  readonly documentType: string;
  readonly build: () => Promise<Uint8Array>;
}

export interface Sent {
  readonly submissionId: string;
  /** HTTP status of the store: 2xx when it took the file. */
  readonly status: number;
  /** The store's own error code when it refused: `EntityTooLarge`. */
  readonly refusal?: string;
  readonly by: "fetch" | "curl";
}

export interface Correction {
  readonly submissionId: string;
  readonly answers: readonly z.input<typeof answer>[];
}

/**
 * Sends one file through an upload link. The size told to the ticket is what the ticket allows at most, so that a file
 * that is larger is refused by the store and by nobody before it.
 */
export async function send(
  client: ApiClient,
  link: string,
  upload: Upload,
  options: { readonly correction?: Correction; readonly by?: Sent["by"] } = {},
): Promise<Sent> {
  const bytes = await upload.build();
  const { maxBytes } = await client.call(endpoints.linkInfo, { params: { token: link } });
  const { correction, by = "fetch" } = options;
  const granted = await client.call(endpoints.ticket, {
    params: { token: link },
    body: {
      fileName: upload.fileName,
      size: Math.min(bytes.length, maxBytes),
      documentType: upload.documentType,
      ...(correction && { submissionId: correction.submissionId, answers: [...correction.answers] }),
    },
  });
  const answered = await (by === "curl" ? postByCurl : postByFetch)(granted, upload.fileName, bytes);
  const refusal = /<Code>(\w+)<\/Code>/.exec(answered.body)?.[1];
  return { submissionId: granted.submissionId, status: answered.status, by, ...(refusal && { refusal }) };
}

interface Answered {
  readonly status: number;
  readonly body: string;
}

async function postByFetch({ url, fields }: Ticket, fileName: string, bytes: Uint8Array): Promise<Answered> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", new File([Buffer.from(bytes)], fileName));
  const response = await fetch(url, { method: "POST", body: form });
  return { status: response.status, body: await response.text() };
}

async function postByCurl({ url, fields }: Ticket, fileName: string, bytes: Uint8Array): Promise<Answered> {
  const folder = await mkdtemp(join(tmpdir(), "qiyou-curl-"));
  try {
    const file = join(folder, fileName);
    await writeFile(file, bytes);
    // `--form-string`, because a field's value may begin with @ or <.
    const form = Object.entries(fields).flatMap(([name, value]) => ["--form-string", `${name}=${value}`]);
    const { stdout } = await promisify(execFile)("curl", [
      ...["--silent", "--show-error", "--write-out", "\n%{http_code}"],
      ...form,
      ...["-F", `file=@${file}`, url],
    ]);
    const end = stdout.lastIndexOf("\n");
    return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether this machine has curl; it is no condition of the demonstration. */
export async function hasCurl(): Promise<boolean> {
  return promisify(execFile)("curl", ["--version"]).then(
    () => true,
    () => false,
  );
}
