/** One submission that came through the link: where it stands, whose turn, each reason, and what can be done now. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Space, Spin } from "antd";
import { useEffect, useState } from "react";
import { isUnknownType } from "../../../core/rulebook/type-name.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { Refused } from "../../../functions/api/contract/refused.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import { LookAlert } from "../examination/look-marks.tsx";
import { Verdict } from "../examination/verdict.tsx";
import { Division } from "../submission/division.tsx";
import { Due } from "../submission/due.tsx";
import { ReasonList } from "../submission/reason-list.tsx";
import type { SubmissionLine } from "../submission/shapes.ts";
import { StateTag, turnOf } from "../submission/state-tag.tsx";
import { TypeName } from "../submission/type-name.tsx";
import { CorrectionForm } from "./correction-form.tsx";
import type { LinkInfo } from "./link-info.ts";
import { useLinkRules } from "./link-rules.ts";
import { ManualReview } from "./manual-review.tsx";
import { nextLook } from "./watch.ts";

export function SubmissionCard(props: {
  readonly token: string;
  readonly link: LinkInfo;
  readonly id: string;
  readonly line?: SubmissionLine;
  readonly fileName: string;
}) {
  const { token, id, link } = props;
  const { typeName, codeName } = useLinkRules(token).names;
  const queries = useQueryClient();
  /** The revision on its way: until it shows, what the server says is about the one before. */
  const [awaited, setAwaited] = useState(1);
  const [correcting, setCorrecting] = useState(false);
  const key = ["link", token, "submission", id];
  const status = useQuery({
    queryKey: key,
    queryFn: () =>
      call(endpoints.linkSubmission, { params: { token, id } }).catch((error: unknown) => {
        // The store has the file; its registration follows in a moment.
        if (error instanceof Refused && error.status === 404) return null;
        throw error;
      }),
    refetchInterval: ({ state }) => nextLook(state.data, awaited, state.dataUpdateCount),
  });
  const line = status.data ?? props.line;
  const divided = status.data?.division !== undefined && props.line?.division === undefined;
  useEffect(() => {
    // The papers of an archive stand beside it once the page knows of them.
    if (divided) void queries.invalidateQueries({ queryKey: ["link", token, "info"] });
  }, [divided, queries, token]);
  const arriving = !line || line.revision < awaited;

  return (
    <Card
      size="small"
      className="submission"
      data-testid={`submission-${id}`}
      title={<span className="file-name">{line?.fileName ?? props.fileName}</span>}
      extra={line && !arriving && <StateTag line={line} />}
    >
      <div aria-live="polite">
        {arriving ? (
          <div className="quiet" role="status">
            <Spin size="small" /> 文件已送达，正在登记…可以关闭页面，稍后再打开本链接查看结果。
          </div>
        ) : (
          <div className={line.turn === "unit" ? "turn mine" : "turn"} data-testid="turn">
            {line.turn === "machine" && <Spin size="small" />} {turnOf(line)}
            {line.due && line.turn !== "nobody" && (
              <>
                ，期限 <Due day={line.due} overdue={line.overdue} />
              </>
            )}
          </div>
        )}
        {status.error && <Alert type="warning" showIcon title={status.error.message} />}
      </div>
      {line && (
        <p className="quiet">
          {line.title && (
            <span className="document-title" title={line.title}>
              {line.title}
            </span>
          )}
          <TypeName id={line.documentType} name={typeName(line.documentType)} /> · 第{line.revision}版 ·{" "}
          {chineseInstant(line.updatedAt)}
        </p>
      )}
      {line?.sameBytesAs && line.sameBytesAs.length > 0 && (
        <Alert type="warning" showIcon title="与此前报送的文件完全相同，请确认没有选错文件" />
      )}
      {line?.division && <Division {...line.division} />}
      {line?.state === "closed" && line.notCountedReason && (
        <Alert type="warning" showIcon title={`本次学习不予计入：${codeName(line.notCountedReason)}`} />
      )}
      {!arriving && (line.state === "returned" || line.state === "rejected") && !correcting && (
        <>
          <ReasonList reasons={line.reasons ?? []} />
          {line.state === "returned" && (
            <Space wrap className="actions">
              <Button type="primary" data-testid="correct" onClick={() => setCorrecting(true)}>
                上传更正
              </Button>
              {/* A file that could not be read has nothing for a reviewer to look at. */}
              {line.automatic && (status.data?.elements.length ?? 0) > 0 && (
                <ManualReview
                  token={token}
                  id={id}
                  onAsked={() => queries.invalidateQueries({ queryKey: key })}
                />
              )}
            </Space>
          )}
        </>
      )}
      {!arriving && correcting && (
        <CorrectionForm
          token={token}
          link={link}
          submissionId={id}
          reasons={line.reasons ?? []}
          declaredType={line.declaredType}
          onCancel={() => setCorrecting(false)}
          onSent={() => {
            setCorrecting(false);
            setAwaited(line.revision + 1);
            void queries.invalidateQueries({ queryKey: key });
          }}
        />
      )}
      {!arriving && line.state === "in_review" && status.data && (
        <>
          {isUnknownType(line.documentType) && (
            <LookAlert kind="unknown" title="材料类型未识别，由审核员查看原文后核对" />
          )}
          <Verdict {...status.data} />
        </>
      )}
    </Card>
  );
}
