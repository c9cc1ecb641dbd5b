/** The trail 留痕 of a subject as people read it, with the hashes that make it verifiable. */
import { Timeline } from "antd";
import { chineseInstant } from "../calendar/chinese-date.ts";
import type { TrailLine } from "./shapes.ts";

export function TrailList({ trail }: { readonly trail: readonly TrailLine[] }) {
  return (
    <Timeline
      data-testid="trail"
      items={trail.map((entry) => ({
        key: entry.sequence,
        content: (
          <>
            <div>{entry.text}</div>
            <div className="quiet" style={{ fontSize: 13 }}>
              {[entry.sequence, chineseInstant(entry.at), entry.byName].join("　")}{" "}
              <code title={entry.hash}>{entry.hash.slice(0, 12)}</code>
            </div>
          </>
        ),
      }))}
    />
  );
}
