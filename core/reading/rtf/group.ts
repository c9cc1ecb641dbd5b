/** The state of a group of an RTF file. */
import type { Destination } from "./destinations.ts";
import type { RtfStory } from "./story.ts";

/** What a group inherits from the one around it and loses when it ends. */
export type Group = {
  destination: Destination;
  story: RtfStory;
  /** Bytes that follow each `\u` for programs without Unicode. */
  fallback: number;
  hidden: boolean;
  deleted: boolean;
  struck: boolean;
  dropCap: boolean;
  font?: number;
  wideFont?: number;
  wide: boolean;
  depth: number;
  /** Whether the group stands in the result of a field that shows a page number, or that has been written. */
  resultUnseen: boolean;
  /** Whether the group describes a drawn shape. */
  shape: boolean;
  optional: boolean;
};
