/** Answers as JSON in pieces: stored items go from the disk to the wire as the bytes they are, never decoded. */

/** JSON text, whole or in parts that follow each other; bytes are UTF-8. */
export type Json = string | Uint8Array | (string | Uint8Array)[];

export function jsonObject(fields: Record<string, Json | undefined>): Json {
  const pieces: (string | Uint8Array)[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    pieces.push(`${pieces.length === 0 ? "{" : ","}${JSON.stringify(name)}:`);
    if (Array.isArray(value)) pieces.push(...value);
    else pieces.push(value);
  }
  pieces.push(pieces.length === 0 ? "{}" : "}");
  return pieces;
}

export function jsonArray(members: Json[]): Json {
  const pieces: (string | Uint8Array)[] = ["["];
  for (const [place, member] of members.entries()) {
    if (place > 0) pieces.push(",");
    if (Array.isArray(member)) pieces.push(...member);
    else pieces.push(member);
  }
  pieces.push("]");
  return pieces;
}

/** Undefined stays undefined, so that the field is left out. */
export const jsonOf = (value: unknown): string | undefined => JSON.stringify(value);

export function bytesOf(json: Json): Buffer {
  if (typeof json === "string") return Buffer.from(json);
  if (!Array.isArray(json)) return Buffer.from(json);
  return Buffer.concat(json.map((piece) => (typeof piece === "string" ? Buffer.from(piece) : piece)));
}
