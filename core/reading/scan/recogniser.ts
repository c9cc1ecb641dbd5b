/**
 * What the readers of scans and pictures ask of a machine that can decode, render and recognise. Core has no
 * such machine: the environment passes one in, and where none is passed scans are refused.
 */
import type { PDFPageProxy } from "pdfjs-dist";

/** Pixels as they come from a decoder: four bytes each, row by row from the upper left. */
export type Picture = { width: number; height: number; rgba: Uint8ClampedArray };

/** The same page in one channel, 0 black to 255 white. */
export type Grey = { width: number; height: number; pixels: Uint8Array };

/** A point of a page in pixels, x to the right, y downwards. */
export type Point = { x: number; y: number };

/** The four corners of a line of text, clockwise from the upper left. */
export type Quad = readonly [Point, Point, Point, Point];

/** What was made of one quad; `confidence` from 0 to 1 is the mean over its characters. */
export type Seen = { text: string; confidence: number };

export type PictureFormat = "jpg" | "png" | "tif" | "bmp" | "gif";

export type Recogniser = {
  /** The pages of a picture file, turned as its own data say (EXIF). Throws when it cannot be decoded. */
  decode: (bytes: Uint8Array, format: PictureFormat) => AsyncIterable<Picture>;
  /** A page of a PDF as a person sees it. */
  render: (page: PDFPageProxy) => Promise<Picture>;
  /** Where lines of text stand, in no particular order. */
  find: (page: Grey) => Promise<Quad[]>;
  /** What stands in these places, in their order. */
  recognise: (page: Grey, places: readonly Quad[]) => Promise<Seen[]>;
};
