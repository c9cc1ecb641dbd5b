/** The three decisions and their confirmation. */
import { Alert, Button, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { isUnknownType } from "../../../core/rulebook/type-name.ts";
import { LookAlert } from "../examination/look-marks.tsx";
import { ReasonList } from "../submission/reason-list.tsx";
import type { Reason, SubmissionDetail } from "../submission/shapes.ts";
import { type DecisionKind, useClaim, useDecision } from "./decision.ts";
import { unfinished } from "./reasons.ts";
import { TakeOver } from "./take-over.tsx";

const WORDS: Record<DecisionKind, { readonly title: string; readonly ok: string; readonly says: string }> = {
  approve: { title: "审核通过", ok: "确认通过", says: "通过后材料归入学习档案，并计入本期数据。" },
  return: { title: "退回更正", ok: "确认退回", says: "以下理由将发给单位，单位须逐条答复后重新上传：" },
  reject: {
    title: "不予接收",
    ok: "确认不予接收",
    says: "不予接收后不能再更正，单位须重新报送。理由如下：",
  },
};

export interface DecisionDialogue {
  readonly asking: DecisionKind | undefined;
  readonly ask: (kind: DecisionKind | undefined) => void;
}

export function DecisionBar(props: {
  readonly detail: SubmissionDetail;
  readonly revision: number;
  readonly reasons: readonly Reason[];
  readonly dialogue: DecisionDialogue;
  /** Stands behind the buttons. */
  readonly extra?: ReactNode;
}) {
  const { detail, dialogue } = props;
  const claim = useClaim(detail.id);
  const may = (what: SubmissionDetail["may"][number]) => detail.may.includes(what);
  if (detail.may.length === 0 && !detail.mayNot) return null;
  return (
    <div className="decision-bar">
      {detail.mayNot && <Alert type="info" showIcon title={detail.mayNot} data-testid="may-not" />}
      <div className="decision-buttons">
        {may("approve") && (
          <Button type="primary" data-testid="approve" onClick={() => dialogue.ask("approve")}>
            通过
          </Button>
        )}
        {may("return") && (
          <Button danger data-testid="return" onClick={() => dialogue.ask("return")}>
            退回更正{props.reasons.length > 0 && `（${props.reasons.length}）`}
          </Button>
        )}
        {may("reject") && (
          <Button type="text" danger data-testid="reject" onClick={() => dialogue.ask("reject")}>
            不予接收
          </Button>
        )}
        {may("claim") && (
          <Button data-testid="claim" loading={claim.isPending} onClick={() => claim.mutate("claim")}>
            领取
          </Button>
        )}
        {may("release") && (
          <Button data-testid="release" loading={claim.isPending} onClick={() => claim.mutate("release")}>
            退还队列
          </Button>
        )}
        {may("take-over") && <TakeOver detail={detail} />}
        {props.extra}
      </div>
      {dialogue.asking && (
        <DecisionForm
          key={dialogue.asking}
          kind={dialogue.asking}
          detail={detail}
          revision={props.revision}
          reasons={props.reasons}
          onClose={() => dialogue.ask(undefined)}
        />
      )}
    </div>
  );
}

function DecisionForm(props: {
  readonly kind: DecisionKind;
  readonly detail: SubmissionDetail;
  readonly revision: number;
  readonly reasons: readonly Reason[];
  readonly onClose: () => void;
}) {
  const { kind, detail, revision, reasons, onClose } = props;
  const [note, setNote] = useState("");
  const decide = useDecision(detail.id);
  const words = WORDS[kind];
  const hold = kind === "approve" ? undefined : unfinished(reasons);
  return (
    <Modal
      open
      // The second click of a double click must not close what the first has opened.
      mask={{ closable: false }}
      title={words.title}
      okText={words.ok}
      okButtonProps={{
        danger: kind !== "approve",
        disabled: Boolean(hold),
        autoFocus: !hold,
        "data-testid": "confirm-decision",
      }}
      confirmLoading={decide.isPending}
      onOk={() =>
        decide.mutate(
          {
            decision: kind,
            revision,
            reasons: kind === "approve" ? [] : [...reasons],
            note: (kind === "approve" && note.trim()) || undefined,
          },
          { onSuccess: onClose },
        )
      }
      onCancel={onClose}
    >
      {hold ? (
        <Alert type="warning" showIcon title={hold} data-testid="reasons-needed" />
      ) : (
        <>
          <p>{words.says}</p>
          {kind === "approve" ? (
            <>
              {Boolean(detail.errors) && (
                <Alert
                  type="warning"
                  showIcon
                  data-testid="standing-errors"
                  title={`还有 ${detail.errors} 项“必须改正”没有处理。系统判断有误的，请先点“误判”并写明理由`}
                />
              )}
              {Boolean(detail.looks) && (
                <LookAlert
                  testId="standing-looks"
                  title={`有 ${detail.looks} 处请核对，通过即表示已看过原文`}
                />
              )}
              {isUnknownType(detail.documentType) && (
                <LookAlert kind="unknown" title="材料类型未识别，通过后不对应任何应报事项" />
              )}
              {reasons.length > 0 && (
                <Alert type="warning" showIcon title={`已列的 ${reasons.length} 条理由不会发给单位`} />
              )}
              <Input.TextArea
                style={{ marginTop: 12 }}
                aria-label="附言"
                data-testid="decision-note"
                rows={2}
                maxLength={1000}
                placeholder="附言（可不填，记入留痕）"
                value={note}
                onChange={({ target }) => setNote(target.value)}
              />
            </>
          ) : (
            <ReasonList reasons={reasons} />
          )}
        </>
      )}
      {decide.error && (
        <Alert type="error" showIcon title={decide.error.message} data-testid="decision-error" />
      )}
    </Modal>
  );
}
