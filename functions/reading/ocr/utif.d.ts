/** What we use of utif, which comes without types. */
declare module "utif" {
  /** A directory of a TIFF file; tags by number as `t256`, size and pixels once decoded. */
  export type Directory = { width: number; height: number; t274?: number[] };
  export function decode(file: ArrayBuffer): Directory[];
  export function decodeImage(file: ArrayBuffer, directory: Directory): void;
  export function toRGBA8(directory: Directory): Uint8Array;
  const utif: { decode: typeof decode; decodeImage: typeof decodeImage; toRGBA8: typeof toRGBA8 };
  export default utif;
}
