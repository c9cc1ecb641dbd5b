/** The reasons gathered so far: reword, drop, point at their words; and a reason of one's own about an element. */
import { DeleteOutlined } from "@ant-design/icons";
import { Button, Empty, Input, Select } from "antd";
import type { ElementLine } from "../examination/shapes.ts";
import type { Reason } from "../submission/shapes.ts";
import { reasonMark } from "./marks.ts";
import { reasonOfElement } from "./reasons.ts";

export function ReasonDraft(props: {
  readonly reasons: readonly Reason[];
  readonly elements: readonly ElementLine[];
  readonly onChange: (reasons: readonly Reason[]) => void;
  readonly onAdd: (reason: Reason) => void;
  readonly onActive: (mark: string) => void;
}) {
  const { reasons, elements, onChange } = props;
  return (
    <div data-testid="reason-draft">
      {reasons.length === 0 && (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description="要退回时，点要素或发现旁的“＋”，或选中左侧原文，列为理由"
        />
      )}
      <ol className="reasons">
        {reasons.map((reason, at) => (
          <li key={`${reason.code}${reason.element ?? ""}${reason.start ?? ""}`}>
            <div className="reason-row">
              <Input.TextArea
                aria-label={`第${at + 1}条理由`}
                data-testid={`reason-${at}`}
                autoSize={{ minRows: 1, maxRows: 5 }}
                maxLength={2000}
                status={reason.message.trim() === "" ? "error" : undefined}
                value={reason.message}
                onFocus={() => props.onActive(reasonMark(at))}
                onChange={({ target }) => onChange(reasons.with(at, { ...reason, message: target.value }))}
              />
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={`删去第${at + 1}条理由`}
                onClick={() => onChange(reasons.toSpliced(at, 1))}
              />
            </div>
            {reason.evidence && <blockquote className="words">{reason.evidence}</blockquote>}
          </li>
        ))}
      </ol>
      <Select
        aria-label="为要素添加理由"
        placeholder="＋ 为某个要素添加理由"
        style={{ width: "100%", marginTop: 8 }}
        value={null}
        options={elements.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id: string | null) => {
          const element = elements.find((one) => one.id === id);
          if (element) props.onAdd(reasonOfElement(element));
        }}
      />
    </div>
  );
}
