import fc from "fast-check";
import { expect, test } from "vitest";
import { RECOVERY_BYTES, readOneTimeCode, readRecoveryCode, recoveryCodeOf } from "./recovery-code.ts";

const chance = fc.uint8Array({ minLength: RECOVERY_BYTES, maxLength: RECOVERY_BYTES });

test("a recovery code is read as it was made, in whatever way it was copied", () => {
  fc.assert(
    fc.property(chance, (bytes) => {
      const code = recoveryCodeOf(bytes);
      expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){5}[0-9a-hjkmnp-tv-z]{4}$/);
      const letters = code.replaceAll("-", "");
      for (const written of [
        code,
        code.toUpperCase(),
        letters,
        code.replaceAll("-", " — "),
        code.replaceAll("0", "O").replaceAll("1", "I"),
        code.replaceAll("1", "l"),
      ])
        expect(readRecoveryCode(written), written).toBe(letters);
    }),
  );
});

test("two codes are the same only of the same chance", () => {
  fc.assert(
    fc.property(chance, chance, (a, b) => {
      expect(recoveryCodeOf(a) === recoveryCodeOf(b)).toBe(a.every((byte, at) => byte === b[at]));
    }),
  );
});

test("six digits are a one-time code, also as a Chinese keyboard writes them; nothing else is", () => {
  for (const written of ["012345", " 012 345 ", "０１２３４５"])
    expect(readOneTimeCode(written)).toBe("012345");
  for (const written of ["", "12345", "1234567", "12345a", "-12345", "1e5000", "十二三四五六"])
    expect(readOneTimeCode(written), written).toBeUndefined();
  for (const written of ["", "0000", "u".repeat(24), "0".repeat(25)])
    expect(readRecoveryCode(written), written).toBeUndefined();
});
