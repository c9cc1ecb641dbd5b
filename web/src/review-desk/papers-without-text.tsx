/**
 * A revision that has no text to show: not examined yet, or not readable. Its file and trail are still there; where the
 * machine has given up on a file that may be good, a reviewer looks at the original and decides.
 */
import { Alert, Card, Input } from "antd";
import { useState } from "react";
import type { RevisionLine, SubmissionDetail } from "../submission/shapes.ts";
import { TrailList } from "../submission/trail-list.tsx";
import type { DecisionKind } from "./decision.ts";
import { DecisionBar } from "./decision-bar.tsx";
import { reasonOfWhole } from "./reasons.ts";

export function PapersWithoutText(props: {
  readonly detail: SubmissionDetail;
  readonly revision: RevisionLine | undefined;
}) {
  const { detail, revision } = props;
  const [asking, setAsking] = useState<DecisionKind>();
  const [words, setWords] = useState("");
  const givenUp = revision?.refusal === "unread" && revision.number === detail.revision;
  const written = words.trim() !== "" || asking === "return" || asking === "reject";
  const may = givenUp ? detail.may : [];
  return (
    <>
      {revision?.outcome === "refused" ? (
        <Alert
          type={givenUp ? "warning" : "error"}
          showIcon
          title={revision.refusalMessage ?? "这个文件无法读取"}
          data-testid="unreadable"
        />
      ) : (
        <Alert type="info" showIcon title="系统正在检查，稍候自动显示" />
      )}
      {may.includes("return") && (
        <Input.TextArea
          aria-label="退回或不予接收的理由"
          data-testid="reason-of-whole"
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          placeholder="要退回或不予接收时，在这里写明理由"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      )}
      <DecisionBar
        detail={{ ...detail, may }}
        revision={revision?.number ?? detail.revision}
        reasons={written ? [reasonOfWhole(words.trim())] : []}
        dialogue={{ asking, ask: setAsking }}
      />
      <Card size="small" title={<h2>留痕</h2>}>
        <TrailList trail={detail.trail} />
      </Card>
    </>
  );
}
