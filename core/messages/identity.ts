/** Ids that follow from what a thing is about: whoever makes it twice makes the same. */
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 26;

export function idFrom(prefix: string, ...parts: readonly string[]): string {
  const digest = sha256(utf8ToBytes(JSON.stringify(parts)));
  const letters = [...digest.subarray(0, LENGTH)].map((byte) => CROCKFORD.charAt(byte & 31));
  return `${prefix}_${letters.join("")}`;
}

interface Told {
  readonly subject: string;
  readonly about: string;
  readonly occasion: string;
  readonly step: string;
}

/** Of a person, a task and a step there is one message. */
export const messageId = ({ subject, about, occasion, step }: Told, person: string): string =>
  idFrom("msg", subject, about, occasion, step, person);

/** Of a message, or of what a whole group hears at once, there is one delivery by a channel. */
export const deliveryId = (channel: string, ...of: readonly string[]): string =>
  idFrom("dlv", channel, ...of);
