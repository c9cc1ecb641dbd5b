/** What a backup says of itself: its first entry, so that whoever opens it by hand sees it first. */
import { z } from "zod";

export const MANIFEST = "manifest.json";

export const manifest = z.object({
  /** Of the program that made it. */
  program: z.string(),
  /** Format of the data, as the folder's marker has it; 0 where there was no marker yet. */
  format: z.int().min(0),
  /** The instant that it holds, ISO 8601 in UTC. */
  takenAt: z.string(),
  /** Entries beside this one. */
  files: z.int().min(1),
});
export type Manifest = z.output<typeof manifest>;
