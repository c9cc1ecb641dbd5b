/** Formulas set with Office Math: what stands above and below a line, in brackets, under a root (ECMA-376 §22.1). */
import { fraction } from "./equations.ts";

type Fraction = { from: number; below?: number };
/** The story as far as a formula writes into it. */
type Story = {
  paragraph: { pieces: string[] } | undefined;
  parent: string | undefined;
  write(text: string): void;
};
type Brackets = { left: string; right: string; between: string; parts: number };

/** The formula that a story is in; what it shows goes into the paragraph like any text. */
export class Formula {
  readonly #fractions: Fraction[] = [];
  readonly #brackets: Brackets[] = [];
  #operator = "";

  openFraction({ paragraph }: Story): void {
    this.#fractions.push({ from: paragraph?.pieces.length ?? 0 });
  }

  /** Goes below the line of a fraction. */
  divide({ paragraph }: Story): void {
    const open = this.#fractions.at(-1);
    if (open !== undefined) open.below = paragraph?.pieces.length;
  }

  closeFraction({ paragraph }: Story): void {
    const { from, below } = this.#fractions.pop() ?? {};
    const pieces = paragraph?.pieces;
    if (from === undefined || below === undefined || pieces === undefined) return;
    const above = pieces.slice(from, below).join("");
    const under = pieces.slice(below).join("");
    if (above !== "" || under !== "") pieces.splice(from, pieces.length - from, fraction(above, under));
  }

  openBrackets(): void {
    this.#brackets.push({ left: "(", right: ")", between: "|", parts: 0 });
  }

  describeBrackets(signs: Partial<Brackets>): void {
    Object.assign(this.#brackets.at(-1) ?? {}, signs);
  }

  closeBrackets(story: Story): void {
    story.write(this.#brackets.pop()?.right ?? "");
  }

  /** The sign of an operator such as a sum: an integral, unless it says otherwise. */
  operate(sign = "∫"): void {
    this.#operator = sign;
  }

  writeOperator(story: Story): void {
    story.write(this.#operator);
  }

  /** A part begins: brackets and roots are written before what stands in them. */
  openOperand(story: Story): void {
    const brackets = story.parent === "m:d" ? this.#brackets.at(-1) : undefined;
    if (story.parent === "m:rad") story.write("√");
    if (brackets !== undefined) story.write(brackets.parts++ === 0 ? brackets.left : brackets.between);
  }

  /** The paragraph ends, and every formula in it. */
  end(): void {
    this.#fractions.length = 0;
    this.#brackets.length = 0;
  }
}
