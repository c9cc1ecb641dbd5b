/** How an expression is written inside a definition: `{% … %}`, exactly at both ends of the string. */

export function isExpression(value: unknown): value is string {
  return typeof value === "string" && value.length >= 4 && value.startsWith("{%") && value.endsWith("%}");
}

/** The JSONata between the marks. */
export function sourceOf(expression: string): string {
  return expression.slice(2, -2).trim();
}
