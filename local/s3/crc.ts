/** The two cyclic sums that Node does not bring: CRC-32C (Castagnoli) and CRC-64/NVME, table driven. */

const CRC32C_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

/** Continues `state` (start with -1); the sum is the state's complement. */
export function continueCrc32c(state: number, chunk: Uint8Array): number {
  let value = state;
  for (const byte of chunk) value = (CRC32C_TABLE[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
  return value;
}

/** The 64-bit table as two halves of 32: BigInt arithmetic would cost 30 times as much per byte. */
const CRC64_HIGH = new Int32Array(256);
const CRC64_LOW = new Int32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let value = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ 0x9a6c9329ac4bc9b5n : value >> 1n;
  CRC64_HIGH[byte] = Number(BigInt.asIntN(32, value >> 32n));
  CRC64_LOW[byte] = Number(BigInt.asIntN(32, value));
}

export interface Crc64State {
  high: number;
  low: number;
}

/** Continues `state` in place (start with both halves -1); the sum is the complement of both halves. */
export function continueCrc64(state: Crc64State, chunk: Uint8Array): void {
  let { high, low } = state;
  for (const byte of chunk) {
    const index = (low ^ byte) & 255;
    low = ((low >>> 8) | (high << 24)) ^ (CRC64_LOW[index] ?? 0);
    high = (high >>> 8) ^ (CRC64_HIGH[index] ?? 0);
  }
  state.high = high;
  state.low = low;
}
