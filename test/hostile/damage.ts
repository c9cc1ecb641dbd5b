/** Damage to a file, the same for the same seed: changed bytes, lost ends, doubled, moved and foreign stretches. */
import { rawZip } from "./raw-zip.ts";
import { joined } from "./trap.ts";

export type Chance = (below: number) => number;

/** Numbers below a bound, drawn from a seed (Numerical Recipes' linear congruence). */
export function chance(seed: number): Chance {
  let state = Math.imul(seed, 2_654_435_761) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Damage = (bytes: Uint8Array, draw: Chance, other: Uint8Array) => Uint8Array;

const changed: Damage = (bytes, draw) => {
  const copy = bytes.slice();
  for (let count = 1 + draw(12); count > 0; count--) copy[draw(copy.length)] = draw(256);
  return copy;
};

/** Numbers in headers are mostly small; these are the ones that break sums. */
const extremes = [0, 1, 0x7f, 0x80, 0xff];
const extreme: Damage = (bytes, draw) => {
  const copy = bytes.slice();
  const at = draw(copy.length);
  copy.fill(extremes[draw(extremes.length)] ?? 0, at, at + 1 + draw(4));
  return copy;
};
const cut: Damage = (bytes, draw) => bytes.slice(0, draw(bytes.length));
const doubled: Damage = (bytes, draw) => {
  const from = draw(bytes.length);
  const to = from + draw(Math.min(4096, bytes.length - from));
  const times = 1 + draw(20);
  return joined(
    bytes.slice(0, to),
    ...Array.from({ length: times }, () => bytes.slice(from, to)),
    bytes.slice(to),
  );
};
const lost: Damage = (bytes, draw) => {
  const from = draw(bytes.length);
  return joined(bytes.slice(0, from), bytes.slice(from + draw(2048)));
};
const spliced: Damage = (bytes, draw, other) =>
  joined(bytes.slice(0, draw(bytes.length)), other.slice(draw(other.length)));

const damages = [changed, changed, extreme, cut, doubled, lost, spliced];

export function damaged(bytes: Uint8Array, draw: Chance, other: Uint8Array): Uint8Array {
  const damage = damages[draw(damages.length)] ?? changed;
  return damage(bytes, draw, other);
}

/** An archive with one of its members damaged before it was packed, so that the damage reaches the parser. */
export function damagedInside(members: ReadonlyMap<string, Uint8Array>, draw: Chance): Uint8Array {
  const names = [...members.keys()];
  const chosen = names[draw(names.length)] ?? "";
  const other = members.get(names[draw(names.length)] ?? "") ?? new Uint8Array();
  return rawZip(
    [...members].map(([name, data]) => ({ name, data: name === chosen ? damaged(data, draw, other) : data })),
  );
}
