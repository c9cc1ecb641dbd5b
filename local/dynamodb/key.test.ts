import fc from "fast-check";
import { expect, it } from "vitest";
import { afterPrefix, encodeKey } from "./key.ts";

const encoded = (number: string) => encodeKey({ N: number }, "N") ?? new Uint8Array();
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }), fc.integer({ min: -60, max: 60 }))
  .map(([digits, exponent]) => ({ digits, exponent, text: `${digits}e${exponent}` }));

it("orders numbers by value", () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const scaled = (one: typeof a) => one.digits * 10n ** BigInt(one.exponent + 60);
      const difference = scaled(a) - scaled(b);
      const expected = difference < 0n ? -1 : difference > 0n ? 1 : 0;
      expect(Buffer.compare(encoded(a.text), encoded(b.text))).toBe(expected);
    }),
  );
});

it("writes one number one way", () => {
  for (const same of [
    ["0", "-0", "0.00", "0e9"],
    ["100", "1e2", "+100.0", "0100"],
    ["-0.05", "-5E-2"],
  ])
    expect(new Set(same.map((number) => Buffer.from(encoded(number)).toString("hex"))).size).toBe(1);
});

it("finds the end of what begins with a prefix", () => {
  expect(afterPrefix(Uint8Array.of(1, 0xff, 0xff))).toEqual(Uint8Array.of(2));
  expect(afterPrefix(Uint8Array.of(0xff))).toBeUndefined();
  const prefix = Buffer.from("学");
  afterPrefix(prefix);
  expect(prefix.toString()).toBe("学");
});
