/** What a run has shown, a line for each fault. */
import type { Fault } from "./fault.ts";

export interface Line {
  readonly name: string;
  readonly acknowledged: number;
  /** Lost, doubled, stuck, ended wrong, trails that do not verify. */
  readonly counts: readonly [number, number, number, number, number];
  readonly seconds: number;
  readonly seen: string;
  readonly well: boolean;
}

const HEADS = ["acked", "lost", "doubled", "stuck", "wrong", "trails", "s"];

export function printTable(lines: readonly Line[]): void {
  const width = Math.max(...lines.map(({ name }) => name.length));
  const row = (name: string, cells: readonly (string | number)[], seen: string) =>
    console.log(`${name.padEnd(width)}${cells.map((cell) => String(cell).padStart(9)).join("")}   ${seen}`);
  console.log("");
  row("fault", HEADS, "seen");
  for (const { name, acknowledged, counts, seconds, seen, well } of lines)
    row(name, [acknowledged, ...counts, seconds.toFixed(0)], `${well ? "✓" : "✗"} ${seen}`);
  const sum = (of: (line: Line) => number) => lines.reduce((total, line) => total + of(line), 0);
  const totals = [0, 1, 2, 3, 4].map((place) => sum(({ counts }) => counts[place] ?? 0));
  row("", [sum(({ acknowledged }) => acknowledged), ...totals, sum(({ seconds }) => seconds).toFixed(0)], "");
  const bad = lines.filter(({ well }) => !well).map(({ name }) => name);
  console.log(
    bad.length > 0 ? `\nnot as expected: ${bad.join(", ")}` : `\n${lines.length} faults, all as expected`,
  );
}

export function printList(faults: readonly Fault[]): void {
  for (const { name, hypothesis, expected } of faults)
    console.log(`${name}\n  hypothesis: ${hypothesis}\n  expected: ${expected}`);
}
