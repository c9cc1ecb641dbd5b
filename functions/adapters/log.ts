/**
 * The log, on standard error: one line of JSON an event, or, in a terminal, a line people read. On one machine the lines
 * of JSON also go to files of the folder. An entry has no place
 * for data: passwords, tokens and what stands in files cannot get into it but by an error's message, which is cut.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { environment } from "./environment.ts";

const LEVELS = ["debug", "info", "warn", "error"] as const;
export type Level = (typeof LEVELS)[number];

export interface LogEntry {
  /** What happened, for programs: `request_failed`. Stable. */
  readonly code: string;
  /** What happened, for people. */
  readonly message: string;
  /** Id of the submission, notice, message … it happened to. */
  readonly subject?: string | undefined;
  /** What was thrown: name, message, stack and causes are kept of it, nothing else. */
  readonly error?: unknown;
}

const MAX_MESSAGE = 2_000;
const MAX_STACK = 8_000;
const MAX_CAUSES = 5;

const requests = new AsyncLocalStorage<string>();

/** Whatever `perform` logs, however late, bears this request's id. */
export const inRequest = <T>(id: string, perform: () => T): T => requests.run(id, perform);

export const log = {
  debug: (entry: LogEntry): void => write("debug", entry),
  info: (entry: LogEntry): void => write("info", entry),
  warn: (entry: LogEntry): void => write("warn", entry),
  error: (entry: LogEntry): void => write("error", entry),
  /** Hands every line of JSON to `keep` as well; nothing stops that. */
  keep(keep: ((line: string) => void) | undefined): void {
    kept = keep;
  },
};

let kept: ((line: string) => void) | undefined;

function write(level: Level, entry: LogEntry): void {
  const least = leastLevel();
  if (least === "off" || LEVELS.indexOf(level) < LEVELS.indexOf(least)) return;
  const line = {
    time: new Date().toISOString(),
    level,
    request: requests.getStore(),
    subject: entry.subject,
    code: entry.code,
    message: cut(entry.message, MAX_MESSAGE),
    error: entry.error === undefined ? undefined : described(entry.error, MAX_CAUSES),
  };
  const json = JSON.stringify(line);
  process.stderr.write(`${process.stderr.isTTY ? pretty(line) : json}\n`);
  kept?.(json);
}

/** A log that fails because its own setting is wrong would hide what it was to tell. */
function leastLevel(): Level | "off" {
  try {
    return environment().QIYOU_LOG ?? "info";
  } catch {
    return "info";
  }
}

type Described = { name: string; message: string; stack?: string; cause?: Described };

function described(error: unknown, causes: number): Described {
  if (!(error instanceof Error)) return { name: typeof error, message: cut(String(error), MAX_MESSAGE) };
  const { name, message, stack, cause } = error;
  return {
    name,
    message: cut(message, MAX_MESSAGE),
    ...(stack && { stack: cut(framesOf(stack), MAX_STACK) }),
    ...(cause !== undefined && causes > 0 && { cause: described(cause, causes - 1) }),
  };
}

/** Where it was thrown; what it said is kept, and cut, by itself. */
const framesOf = (stack: string): string =>
  stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");

function pretty(line: {
  time: string;
  level: Level;
  request?: string | undefined;
  subject?: string | undefined;
  code: string;
  message: string;
  error?: Described | undefined;
}): string {
  const head = [line.time.slice(11, 19), line.level.padEnd(5), line.code, line.subject, line.message];
  const lines = [head.filter(Boolean).join(" ")];
  for (let error = line.error; error; error = error.cause)
    lines.push(`  ${error.name}: ${error.message}`, ...(error.stack ? [error.stack] : []));
  if (line.request) lines.push(`  request ${line.request}`);
  return lines.join("\n");
}

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}…` : text;
