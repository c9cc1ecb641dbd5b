/**
 * Cells that hold nothing, taken out of a sheet before it is parsed. Whoever colours whole columns has a place for
 * each of their cells written into the file: hundreds of thousands of elements around two rows of words.
 */

/** A cell with an address and a format, and nothing in it. */
const emptyCell = /<(\w+:)?c\s(?=[^<>]*\br=")[^<>]*(\/>|><\/(\w+:)?c>)/g;
const emptyRow = /<(\w+:)?row\s(?=[^<>]*\br=")[^<>]*(\/>|>\s*<\/(\w+:)?row>)/g;

/** The piece of a sheet's XML without them; what has no address keeps its place by standing there, and stays. */
export function withoutEmptyCells(xml: string): string {
  return xml.replace(emptyCell, "").replace(emptyRow, "");
}
