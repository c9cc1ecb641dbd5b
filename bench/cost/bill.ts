/** From what was used to what it costs. */
import { type Price, prices } from "./prices.ts";
import { MEASURES, type Measure, type Tally } from "./tally.ts";

export interface BillLine {
  readonly measure: Measure;
  readonly price: Price;
  readonly amount: number;
  readonly dollars: number;
}

export interface Bill {
  readonly lines: readonly BillLine[];
  readonly dollars: number;
}

/** @param months how long what is stored stays stored; everything else is paid once */
export function billOf(
  tally: Tally,
  months: number,
  priced: Readonly<Record<Measure, Price>> = prices,
): Bill {
  const lines = MEASURES.map((measure) => {
    const price = priced[measure];
    const amount = tally[measure];
    const dollars = (amount / price.per) * price.dollars * (price.monthly ? months : 1);
    return { measure, price, amount, dollars };
  });
  return { lines, dollars: lines.reduce((sum, line) => sum + line.dollars, 0) };
}
