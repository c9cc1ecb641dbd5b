/**
 * The bounds a child starts with, which hold also while its parent does not look.
 *
 *   JavaScript heap               the engine (--max-old-space-size)    everywhere
 *   all that it takes for itself  the system (RLIMIT_DATA)             Linux
 *   processor time                the system (RLIMIT_CPU)              Linux, macOS
 *   no picture of its memory      the system (RLIMIT_CORE)             Linux, macOS
 *
 * They are wide: what one file may take is for the parent to say, who knows when it began.
 */
import type { ForkOptions } from "node:child_process";

export type Limits = {
  /** JavaScript heap. */
  readonly heapMegabytes: number;
  /** All that the child holds for itself, native memory included. */
  readonly memoryMegabytes: number;
};

/** Of writable memory, what the engine reserves and never touches: code, tables, stacks; 2.2 GB were seen, with the recogniser. */
const RESERVED_MEGABYTES = 3072;
/** More than a child is kept for and any file may take. */
const LIFE_SECONDS = 3600;

/** How `fork` is to start a child: through a shell, which sets the bounds and becomes the child. */
export function confined({ heapMegabytes, memoryMegabytes }: Limits): ForkOptions {
  // flags of the process (--eval, --input-type) are not meant for it
  const flags = [`--max-old-space-size=${heapMegabytes}`];
  if (process.platform === "win32") return { execArgv: flags };
  const data = (RESERVED_MEGABYTES + memoryMegabytes) * 1024;
  const bounds = ["-c 0", `-t ${LIFE_SECONDS}`, ...(process.platform === "linux" ? [`-d ${data}`] : [])];
  const script = `${bounds.map((bound) => `ulimit ${bound}`).join("; ")}; exec "$0" "$@"`;
  return { execPath: "/bin/sh", execArgv: ["-c", script, process.execPath, ...flags] };
}
