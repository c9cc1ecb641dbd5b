/** An earlier revision and the one at hand, side by side. */
import { Empty } from "antd";
import { useMemo } from "react";
import "./comparison.css";
import { compareLines } from "./line-comparison.ts";

export function Comparison(props: {
  readonly before: string;
  readonly after: string;
  readonly beforeName: string;
  readonly afterName: string;
}) {
  const { before, after } = props;
  const rows = useMemo(() => compareLines(before, after), [before, after]);
  if (rows.every(({ kind }) => kind === "folded")) {
    return <Empty description="两版文字完全相同" data-testid="comparison" />;
  }
  return (
    <div className="scroll-x">
      <table className="comparison" data-testid="comparison">
        <thead>
          <tr>
            <th scope="col">{props.beforeName}</th>
            <th scope="col">{props.afterName}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place, and never move
            <tr key={at} className={row.kind}>
              {row.kind === "folded" ? (
                <td colSpan={2}>… {row.lines} 行没有变化 …</td>
              ) : (
                <>
                  <td>{"before" in row && <del>{row.before}</del>}</td>
                  <td>{"after" in row && <ins>{row.after}</ins>}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
