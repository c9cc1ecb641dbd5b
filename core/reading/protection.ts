/**
 * Files that an office's document security program has encrypted. On the machine where it runs they open like any
 * other; whoever uploads one does not see that what arrives is locked.
 */

/** What such a program writes at the front of a file, within so many bytes, and what people call it. */
const heads: readonly { mark: string; within: number; program: string }[] = [
  { mark: "E-SafeNet", within: 32, program: "亿赛通" },
  { mark: "%TSD-Header-###%", within: 32, program: "天锐绿盾等" },
  { mark: "<DRMONE", within: 32, program: "Fasoo" },
  { mark: "SCDSA00", within: 16, program: "SoftCamp" },
];

const SAMPLE = 64 * 1024;
/** Bits a byte: encrypted and packed bytes come close to 8; text, tables and pictures without packing stay below. */
const RANDOM = 7.9;

const wayOut = "请在装有该软件的电脑上解密（或申请外发、另存为明文）后重新上传";

/** Why a file cannot be read when such a program locked it and says so; else undefined. */
export function protectionOf(bytes: Uint8Array): string | undefined {
  const front = new TextDecoder("latin1").decode(bytes.subarray(0, 64));
  const found = heads.find(({ mark, within }) => front.slice(0, within).includes(mark));
  return found && `文件已被文档加密软件（${found.program}）加密，${wayOut}`;
}

/** Whether bytes that nobody knows look encrypted: every value about as often as the others. */
export function looksEncrypted(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  const counts = new Array<number>(256).fill(0);
  for (const byte of sample) counts[byte] = (counts[byte] ?? 0) + 1;
  const bits = counts.reduce((sum, count) => {
    const share = count / sample.length;
    return count === 0 ? sum : sum - share * Math.log2(share);
  }, 0);
  // a short sample cannot show every value often
  return sample.length >= 1024 && bits > RANDOM - 180 / sample.length;
}

export const unknownAndLocked = `认不出文件的类型。如果它在单位电脑上能正常打开，多半已被文档加密软件加密，${wayOut}`;
