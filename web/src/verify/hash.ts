/** The SHA-256 of a file, computed on this machine. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/**
 * Lower-case hex. Not `crypto.subtle`: browsers offer it only over https or on localhost, and an office network
 * serves this page over plain http.
 */
export async function sha256Of(file: Blob): Promise<string> {
  return bytesToHex(sha256(new Uint8Array(await file.arrayBuffer())));
}
