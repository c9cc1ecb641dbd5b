/** A logistic regression over named numbers, small enough to be read. Deterministic. */
const ROUNDS = 60;
const RATE = 0.1;
const DECAY = 0.002;
const SMOOTH = 1e-2;

export type Sample = { readonly grounds: Readonly<Record<string, number>>; readonly right: boolean };

export function fitted(samples: readonly Sample[]): Map<string, number> {
  const weights = new Map<string, number>();
  const squares = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++)
    for (const { grounds, right } of samples) {
      let sum = 0;
      for (const [name, value] of Object.entries(grounds)) sum += (weights.get(name) ?? 0) * value;
      const error = 1 / (1 + Math.exp(-sum)) - (right ? 1 : 0);
      for (const [name, value] of Object.entries(grounds)) {
        if (value === 0) continue;
        const weight = weights.get(name) ?? 0;
        const gradient = error * value + DECAY * weight;
        const square = (squares.get(name) ?? 0) + gradient * gradient;
        squares.set(name, square);
        weights.set(name, weight - (RATE * gradient) / Math.sqrt(square + SMOOTH));
      }
    }
  return weights;
}
