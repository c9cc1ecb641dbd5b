/** The log as files in the folder: `logs/qiyou.log` and, older and older, `qiyou.log.1` to `.9`, ten megabytes each. */
import { join } from "node:path";
import { createStream, type RotatingFileStream } from "rotating-file-stream";

const FOLDER = "logs";
const FILE = "qiyou.log";
/** Rest after a file that could not be written, in milliseconds: a full disk must not keep us busy. */
const AFTER_FAULT = 10_000;

export interface LogFile {
  /** A line, without its end. What cannot be written is lost: standard error has it as well. */
  write(line: string): void;
  /** Resolves when all of it is written. */
  close(): Promise<void>;
}

/** @param size after which a file is full, as `10M` */
export function openLogFile(folder: string, size: `${number}${"K" | "M"}` = "10M"): LogFile {
  let stream: RotatingFileStream | undefined;
  let restingUntil = Number.NEGATIVE_INFINITY;
  let closed = false;

  const open = (): RotatingFileStream => {
    const opened = createStream(FILE, { path: join(folder, FOLDER), size, rotate: 9, mode: 0o600 });
    opened.on("error", () => {
      if (stream === opened) stream = undefined;
      restingUntil = performance.now() + AFTER_FAULT;
    });
    return opened;
  };

  return {
    write(line) {
      if (closed || performance.now() < restingUntil) return;
      stream ??= open();
      stream.write(`${line}\n`);
    },
    close: () =>
      new Promise((resolve) => {
        closed = true;
        if (!stream) return resolve();
        stream.once("error", () => resolve());
        stream.end(() => resolve());
      }),
  };
}
