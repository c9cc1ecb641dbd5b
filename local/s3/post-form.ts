/** A browser upload's form: the fields before the file, then the file as a stream. What follows the file is ignored, as on S3. */
import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import busboy from "busboy";
import { S3Error } from "./errors.ts";

/** S3 allows 20 KB for all fields together; one more for a long policy. */
const MAX_FIELD_BYTES = 20 * 1024;
const MAX_FIELDS = 200;

export interface UploadForm {
  /** Lower-case names; `${filename}` already replaced. */
  readonly fields: ReadonlyMap<string, string>;
  readonly file: AsyncIterable<Buffer>;
  /** Reads the rest of the request away, so that the client hears the answer. */
  drain(): void;
}

const FROM_FILENAME = /\$\{filename\}/g;

/** Resolves when the file part begins. Refuses a form without one, or one that is no form. */
export function readUploadForm(message: IncomingMessage): Promise<UploadForm> {
  return new Promise((resolve, reject) => {
    const refuse = (error: S3Error) => {
      message.unpipe();
      message.resume();
      reject(error);
    };
    let parser: busboy.Busboy;
    try {
      parser = busboy({
        headers: message.headers,
        defParamCharset: "utf8",
        preservePath: true,
        limits: { fieldSize: MAX_FIELD_BYTES, fields: MAX_FIELDS, fieldNameSize: 256 },
      });
    } catch {
      refuse(new S3Error("MalformedPOSTRequest"));
      return;
    }
    const fields = new Map<string, string>();
    let current: Readable | undefined;
    let begun = false;
    let tooLong = false;
    parser.on("field", (name, value, info) => {
      if (begun) return;
      tooLong ||= info.valueTruncated || info.nameTruncated;
      fields.set(name.toLowerCase(), value);
    });
    parser.on("fieldsLimit", () => {
      tooLong = true;
    });
    parser.on("file", (name, stream, info) => {
      // A file nobody reads, or one cut off, reports its error to no one else.
      stream.on("error", () => {});
      if (begun || name.toLowerCase() !== "file") {
        stream.resume();
        return;
      }
      begun = true;
      current = stream;
      if (tooLong) {
        refuse(new S3Error("MalformedPOSTRequest", "The form fields exceed the maximum allowed size."));
        return;
      }
      const filename = (info.filename ?? "").replace(/^.*[/\\]/s, "");
      const expanded = [...fields].map(([field, value]): [string, string] => [
        field,
        field === "policy" ? value : value.replace(FROM_FILENAME, () => filename),
      ]);
      resolve({
        fields: new Map(expanded),
        file: stream.iterator({ destroyOnReturn: false }),
        drain() {
          stream.resume();
          message.unpipe(parser);
          message.resume();
        },
      });
    });
    const failed = () => {
      // Too late for an answer of ours once the file has begun: its reader must learn of it.
      current?.destroy(new S3Error("IncompleteBody"));
      refuse(new S3Error("MalformedPOSTRequest"));
    };
    parser.on("error", failed);
    message.on("error", failed);
    message.on("close", () => {
      if (!message.complete) failed();
    });
    parser.on("close", () => {
      if (!begun)
        refuse(new S3Error("InvalidArgument", "POST requires exactly one file upload per request."));
    });
    message.pipe(parser);
  });
}
