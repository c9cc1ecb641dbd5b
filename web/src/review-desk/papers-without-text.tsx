/** A revision that has no text to show: not examined yet, or not readable. Its file and trail are still there. */
import { Alert, Card } from "antd";
import type { RevisionLine, SubmissionDetail } from "../submission/shapes.ts";
import { TrailList } from "../submission/trail-list.tsx";
import { DecisionBar } from "./decision-bar.tsx";

export function PapersWithoutText(props: {
  readonly detail: SubmissionDetail;
  readonly revision: RevisionLine | undefined;
}) {
  const { detail, revision } = props;
  return (
    <>
      {revision?.outcome === "refused" ? (
        <Alert
          type="error"
          showIcon
          title={revision.refusal ?? "这个文件无法读取"}
          data-testid="unreadable"
        />
      ) : (
        <Alert type="info" showIcon title="系统正在检查，稍候自动显示" />
      )}
      <DecisionBar
        detail={{ ...detail, may: detail.may.filter((what) => what === "claim" || what === "release") }}
        revision={revision?.number ?? detail.revision}
        reasons={[]}
        dialogue={{ asking: undefined, ask: () => undefined }}
      />
      <Card size="small" title={<h2>留痕</h2>}>
        <TrailList trail={detail.trail} />
      </Card>
    </>
  );
}
