/** What was and what is, line by line. */
interface Change {
  readonly what: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  return (
    <ul className="changes" style={{ margin: 0, paddingLeft: 18 }}>
      {changes.map(({ what, before, after }) => (
        <li key={`${what}${before}${after}`}>
          <span className="quiet">{what}：</span>
          {before !== undefined && <del className="quiet">{before}</del>}
          {before !== undefined && after !== undefined && " → "}
          {after}
          {after === undefined && <span className="quiet">（去掉）</span>}
        </li>
      ))}
    </ul>
  );
}
