/** Keys of the inbox: `inbox/<unit>/<ticket>/<file name>`. The ticket tells what the file is for. */

/** The folder that a ticket opens. */
export const ticketFolder = (unitId: string, ticketId: string): string => `inbox/${unitId}/${ticketId}/`;

const KEY = /^inbox\/[^/]+\/(?<ticketId>tkt_[^/]+)\/(?<name>.+)$/su;

/** Ticket and file name of a key; undefined for one that no ticket opened. */
export function partsOfKey(key: string): { ticketId: string; name: string } | undefined {
  const { ticketId, name } = KEY.exec(key)?.groups ?? {};
  return ticketId && name ? { ticketId, name } : undefined;
}

/**
 * What is not seen: control characters, marks that turn the reading direction so that an .exe looks like a .txt, fillers of no
 * width by which two names look like one. What picks the form of the character before it is seen in that.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}[\p{Default_Ignorable_Code_Point}--\p{Variation_Selector}]]/gv;

/** A file name as part of a key: no path, whole characters only, none that is not seen, never empty. */
export function keyName(fileName: string): string {
  const last = fileName.toWellFormed().split(/[\\/]/).at(-1) ?? "";
  const name = last.replaceAll(UNSEEN, "").trim();
  return /^\.*$/.test(name) ? "未命名文件" : name;
}
