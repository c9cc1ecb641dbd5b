/** Beside the text: what the machine says, what the unit answered, and the reasons being gathered. */
import { Alert, Card, Tag } from "antd";
import { isUnknownType } from "../../../core/rulebook/type-name.ts";
import type { Span } from "../document/text-view.tsx";
import { FindingList } from "../examination/finding-list.tsx";
import { LookAlert, LookTag } from "../examination/look-marks.tsx";
import { looksOf } from "../examination/looks.ts";
import { SeeWords } from "../examination/see-words.tsx";
import { DISCUSSION_NAMES, type ElementLine, type Examined } from "../examination/shapes.ts";
import { useNames } from "../rulebook/names.ts";
import type { Reason, SubmissionDetail } from "../submission/shapes.ts";
import { type CrossCheck, CrossCheckResult } from "./cross-check.tsx";
import { ElementPanel } from "./element-panel.tsx";
import { AsReason } from "./finding-actions.tsx";
import { findingMark } from "./marks.ts";
import { Overruling } from "./overrule-form.tsx";
import { excusedElements, standingFindings, withoutFinding } from "./overruling.ts";
import { ReasonDraft } from "./reason-draft.tsx";
import { reasonOfElement, reasonOfFinding } from "./reasons.ts";

export function SidePanel(props: {
  readonly detail: SubmissionDetail;
  readonly examined: Examined;
  readonly crossCheck?: CrossCheck;
  readonly elements: readonly ElementLine[];
  readonly active?: string;
  readonly reasons: readonly Reason[];
  /** Words that the reviewer has selected in the text. */
  readonly selected?: Span;
  readonly onActive: (mark: string) => void;
  readonly onReasons: (reasons: readonly Reason[]) => void;
  readonly onAdd?: (reason: Reason) => void;
}) {
  const { detail, examined, elements, onActive, onAdd } = props;
  const mayOverrule = detail.may.includes("overrule") && examined.revision === detail.revision;
  const standing = standingFindings(examined.findings).length;
  const overruled = examined.findings.length - standing;
  const looks = looksOf(elements, examined.findings).length;
  return (
    <div className="side">
      <Judgement examined={examined} looks={looks} />
      <UnitAnswers detail={props.detail} revision={examined.revision} />
      {elements.length > 0 && (
        <Card size="small" title={<h2>要素（{elements.length}）</h2>}>
          <ElementPanel
            elements={elements}
            excused={excusedElements(examined.findings)}
            active={props.active}
            onActive={onActive}
            onReason={onAdd && ((element) => onAdd(reasonOfElement(element)))}
          />
        </Card>
      )}
      {examined.findings.length > 0 && (
        <Card
          size="small"
          title={<h2>{`发现（${standing}${overruled > 0 ? `，另有误判 ${overruled}` : ""}）`}</h2>}
        >
          <FindingList
            findings={examined.findings}
            action={(finding, at) => (
              <span className="finding-actions">
                <SeeWords of={finding} onSee={() => onActive(findingMark(at))} />
                {mayOverrule && (
                  <Overruling
                    submissionId={detail.id}
                    revision={examined.revision}
                    finding={finding}
                    place={at}
                    text={examined.text}
                    selected={props.selected}
                    onOverruled={() => props.onReasons(withoutFinding(props.reasons, finding))}
                  />
                )}
                {onAdd && !finding.overruled && (
                  <AsReason
                    finding={finding}
                    name={`reason-from-finding-${at}`}
                    onAdd={() => onAdd(reasonOfFinding(finding))}
                  />
                )}
              </span>
            )}
          />
        </Card>
      )}
      {props.crossCheck && (
        <CrossCheckResult crossCheck={props.crossCheck} onActive={onActive} onAdd={onAdd} />
      )}
      {onAdd && (
        <Card size="small" title={<h2>退回理由（{props.reasons.length}）</h2>}>
          <ReasonDraft
            reasons={props.reasons}
            elements={elements}
            onChange={props.onReasons}
            onAdd={onAdd}
            onActive={onActive}
          />
        </Card>
      )}
      <p className="quiet rulebook">规则库 {examined.rulebook}</p>
    </div>
  );
}

/** What the document was taken for, how its discussion is graded, and whether the session would count. */
function Judgement({ examined, looks }: { readonly examined: Examined; readonly looks: number }) {
  const { codeName, typeName } = useNames();
  const { counted, discussion, declaredType, documentType } = examined;
  const unknown = isUnknownType(documentType);
  // A session without any discussion and one that counts never stand side by side.
  const counts = counted?.counted && discussion !== "D0" && !unknown;
  return (
    <>
      <div className="judgement">
        {unknown ? <LookTag kind="unknown">{examined.typeName}</LookTag> : <Tag>{examined.typeName}</Tag>}
        {discussion && <Tag>研讨：{DISCUSSION_NAMES[discussion]}</Tag>}
        {counts && <Tag color="success">可计入学习次数</Tag>}
        {looks > 0 && <LookTag>{looks} 处请核对</LookTag>}
      </div>
      {unknown && (
        <LookAlert
          kind="unknown"
          testId="type-unknown"
          title={`没有认出这是哪类材料${declaredType ? `，单位所选为${typeName(declaredType)}` : ""}，请看原文核对`}
        />
      )}
      {declaredType && declaredType !== documentType && !unknown && (
        <Alert type="warning" showIcon title={`报送时所选类型与内容不符，内容更像${examined.typeName}`} />
      )}
      {counted && !counted.counted && (
        <Alert
          type="warning"
          showIcon
          data-testid="not-counted"
          title={
            <>
              不予计入：{counted.reason ? codeName(counted.reason) : "未说明原因"}
              {counted.evidence && <blockquote className="words">{counted.evidence}</blockquote>}
            </>
          }
        />
      )}
    </>
  );
}

function UnitAnswers({ detail, revision }: { readonly detail: SubmissionDetail; readonly revision: number }) {
  const { reasons = [], answers = [] } = detail.revisions.find(({ number }) => number === revision) ?? {};
  if (answers.length === 0) return null;
  return (
    <Card size="small" title={<h2>单位对退回理由的答复</h2>}>
      <ol className="reasons" data-testid="unit-answers">
        {answers.map(({ reason, answer, note }) => (
          <li key={reason} value={reason + 1}>
            {reasons[reason]?.message}{" "}
            <Tag color={answer === "fixed" ? "success" : "warning"}>
              {answer === "fixed" ? "已改正" : "有异议"}
            </Tag>
            {note && <div className="quiet">{note}</div>}
          </li>
        ))}
      </ol>
    </Card>
  );
}
