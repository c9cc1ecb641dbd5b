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
 * A file name as part of a key: no path, whole characters only, none that steers (control characters, and the marks
 * that turn the reading direction so that an .exe looks like a .txt), never empty.
 */
export function keyName(fileName: string): string {
  const last = fileName.toWellFormed().split(/[\\/]/).at(-1) ?? "";
  const name = last.replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "").trim();
  return /^\.*$/.test(name) ? "未命名文件" : name;
}
