import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { append, entryHash, GENESIS, type TrailEntry, verify } from "./trail.ts";

const stamp = { at: "2026-07-10T01:00:00.000Z", by: "user_shi" };
const event = fc.record({
  type: fc.string(),
  note: fc.string(),
  n: fc.integer(),
  parts: fc.array(fc.string()),
});
const events = fc.array(event, { minLength: 2, maxLength: 12 });
const chain = events.map((list) => append("sub_1", undefined, list, stamp));

const head = (entries: readonly TrailEntry[]) => ({
  sequence: entries.length,
  hash: entries.at(-1)?.hash ?? GENESIS,
});

/** Another value of the same kind. */
const changed = (value: unknown) => (typeof value === "number" ? value + 1 : `${String(value)}x`);

describe("a chain as it was written", () => {
  test("is whole, also when it was appended to in parts", () => {
    fc.assert(
      fc.property(events, events, (first, second) => {
        const begun = append("sub_1", undefined, first, stamp);
        const whole = [...begun, ...append("sub_1", head(begun), second, stamp)];
        expect(verify(whole)).toEqual([]);
        expect(verify(whole, head(whole))).toEqual([]);
        expect(whole.map(({ sequence }) => sequence)).toEqual(whole.map((_, index) => index + 1));
      }),
    );
  });

  test("survives its way through JSON in any order of fields", () => {
    fc.assert(
      fc.property(chain, (entries) => {
        const read = entries.map((entry) =>
          JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(entry).reverse()))),
        );
        expect(verify(read)).toEqual([]);
      }),
    );
  });

  test("an absent field and an undefined one hash alike", () => {
    const [bare] = append("sub_1", undefined, [{ type: "Approved" }], stamp);
    const [undefinedNote] = append("sub_1", undefined, [{ type: "Approved", note: undefined }], stamp);
    expect(undefinedNote?.hash).toBe(bare?.hash);
  });

  test("has the hash that anybody can work out by hand (RFC 8785, SHA-256)", () => {
    expect(
      entryHash({ subject: "sub_1", sequence: 1, previous: GENESIS, ...stamp, event: { type: "甲" } }),
    ).toBe("fc22644e6e9dd360b6314da0522654e507094868338b7267c8d16c3732000a2b");
  });
});

describe("what was done to a chain shows", () => {
  const place = fc.nat();

  test("a changed field of any entry", () => {
    const fields = ["subject", "sequence", "previous", "at", "by", "hash", "event"] as const;
    fc.assert(
      fc.property(chain, place, fc.constantFrom(...fields), (entries, at, field) => {
        const index = at % entries.length;
        const tampered = entries.map((entry, i) =>
          i === index ? { ...entry, [field]: changed(entry[field]) } : entry,
        );
        expect(verify(tampered)).not.toEqual([]);
      }),
    );
  });

  test("a changed entry with its hash made anew", () => {
    fc.assert(
      fc.property(chain, place, (entries, at) => {
        const index = at % entries.length;
        const tampered = entries.map((entry, i) => {
          if (i !== index) return entry;
          const { hash: _, ...rest } = { ...entry, by: "user_somebody" };
          return { ...rest, hash: entryHash(rest) };
        });
        expect(verify(tampered, head(entries))).not.toEqual([]);
        if (index < entries.length - 1) expect(verify(tampered)).not.toEqual([]);
      }),
    );
  });

  test("a missing entry, the last one too when the head is known", () => {
    fc.assert(
      fc.property(chain, place, (entries, at) => {
        const index = at % entries.length;
        const shortened = entries.toSpliced(index, 1);
        expect(verify(shortened, head(entries))).not.toEqual([]);
        if (index < entries.length - 1) expect(verify(shortened)).not.toEqual([]);
      }),
    );
  });

  test("a doubled entry", () => {
    fc.assert(
      fc.property(chain, place, (entries, at) => {
        const index = at % entries.length;
        const doubled = entries.flatMap((entry, i) => (i === index ? [entry, entry] : [entry]));
        expect(verify(doubled)).not.toEqual([]);
      }),
    );
  });

  test("two entries that changed places", () => {
    fc.assert(
      fc.property(chain, place, place, (entries, one, two) => {
        const [a, b] = [one % entries.length, two % entries.length];
        fc.pre(a !== b);
        const [left, right] = [entries[a], entries[b]];
        const swapped = entries.map((entry, i) => (i === a ? right : i === b ? left : entry) ?? entry);
        expect(verify(swapped)).not.toEqual([]);
      }),
    );
  });

  test("an entry of another subject, hung on properly", () => {
    const own = append("sub_1", undefined, [{ type: "Received" }], stamp);
    const alien = append("sub_2", head(own), [{ type: "Approved" }], stamp);
    expect(verify([...own, ...alien])).toEqual([{ subject: "sub_2", sequence: 2, fault: "subject" }]);
  });
});
