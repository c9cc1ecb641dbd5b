/** How much may still be written where the data folder lies. */
import { statfsSync } from "node:fs";

/** Below it nothing new is received: what is under way, and every desk, needs the rest. */
export const DEFAULT_FLOOR_MB = 500;

const MB = 1024 * 1024;
/** Of files that may still be made. */
const MIN_FILES = 1000;

/** In megabytes; none where hardly a file may still be made, however many bytes are free. */
export function freeMegabytes(folder: string): number {
  const { bavail, bsize, files, ffree } = statfsSync(folder);
  // A file system that keeps no count of files says 0 of 0.
  return files > 0 && ffree < MIN_FILES ? 0 : (bavail * bsize) / MB;
}
