/** Saying of a finding that it is wrong: a usual reason by one click, or one sentence of one's own. */
import { Alert, Button, Checkbox, Input, Modal, Radio, Space, Tooltip } from "antd";
import { useState } from "react";
import type { Span } from "../document/text-view.tsx";
import type { Finding } from "../examination/shapes.ts";
import { MAX_REASON, newCommandId, USUAL_REASONS, useOverruling, wordsFor } from "./overruling.ts";

export function Overruling(props: {
  readonly submissionId: string;
  readonly revision: number;
  readonly finding: Finding;
  readonly place: number;
  readonly text: string;
  /** Words selected in the text before the button was pressed: where the element stands. */
  readonly selected?: Span;
  /** After the finding has been called wrong. */
  readonly onOverruled: () => void;
}) {
  const { submissionId, finding, place } = props;
  const [open, setOpen] = useState<{ readonly selected?: Span }>();
  const { reinstate } = useOverruling(submissionId);
  const { overruled } = finding;
  if (overruled)
    return (
      <Button
        size="small"
        type="link"
        loading={reinstate.isPending}
        data-testid={`reinstate-${place}`}
        aria-label={`撤销对“${finding.message}”的误判认定`}
        onClick={() => reinstate.mutate(overruled.id)}
      >
        撤销
      </Button>
    );
  return (
    <>
      <Tooltip title="规则判断有误，单位不必改正">
        <Button
          size="small"
          type="text"
          data-testid={`overrule-${place}`}
          aria-label={`认定“${finding.message}”为误判`}
          // Keep the selection: pressing elsewhere would drop it before the click arrives.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => setOpen({ selected: props.selected })}
        >
          误判
        </Button>
      </Tooltip>
      {open && <OverruleForm {...props} selected={open.selected} onClose={() => setOpen(undefined)} />}
    </>
  );
}

const OWN = "own";

function OverruleForm(props: Parameters<typeof Overruling>[0] & { readonly onClose: () => void }) {
  const { submissionId, revision, finding, place, onClose, onOverruled } = props;
  const [id] = useState(newCommandId);
  const [chosen, setChosen] = useState<string>();
  const [own, setOwn] = useState("");
  const { selected } = props;
  const words = wordsFor(finding, selected);
  const [marked, setMarked] = useState(selected !== undefined);
  const { overrule } = useOverruling(submissionId);
  const reason = (chosen === OWN ? own : (chosen ?? "")).trim();
  const send = () =>
    overrule.mutate(
      { id, revision, finding: place, rule: finding.rule, reason, words: marked ? words : undefined },
      {
        onSuccess: () => {
          onOverruled();
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      mask={{ closable: false }}
      title="认定为误判"
      okText="认定误判"
      okButtonProps={{ disabled: reason === "", "data-testid": "confirm-overruling" }}
      confirmLoading={overrule.isPending}
      onOk={send}
      onCancel={onClose}
    >
      <p>
        “{finding.message}
        ”不再计入，单位不必改正。理由、规则编号和您的姓名记入留痕，供维护规则库的人员改进规则；审核结束前可以撤销。
      </p>
      <Radio.Group
        aria-label="误判理由"
        value={chosen}
        onChange={({ target }) => setChosen(String(target.value))}
      >
        <Space orientation="vertical">
          {USUAL_REASONS.map((usual) => (
            <Radio key={usual} value={usual}>
              {usual}
            </Radio>
          ))}
          <Radio value={OWN} data-testid="own-reason">
            其他理由
          </Radio>
        </Space>
      </Radio.Group>
      {chosen === OWN && (
        <Input.TextArea
          autoFocus
          style={{ marginTop: 8 }}
          rows={2}
          maxLength={MAX_REASON}
          aria-label="误判理由，一句话"
          data-testid="overruling-reason"
          placeholder="用一句话写明为什么是误判"
          value={own}
          onChange={({ target }) => setOwn(target.value)}
        />
      )}
      {finding.element !== "" && (
        <div className="marked-words" data-testid="marked-words">
          {words ? (
            <>
              <Checkbox checked={marked} onChange={({ target }) => setMarked(target.checked)}>
                这一项就写在这里，记下来供改进规则
              </Checkbox>
              <blockquote className="words">{props.text.slice(words.start, words.end)}</blockquote>
            </>
          ) : (
            <span className="quiet">
              材料里写有这一项的，可先在原文中选中那几个字，再点“误判”，供改进规则。
            </span>
          )}
        </div>
      )}
      {overrule.error && (
        <Alert type="error" showIcon title={overrule.error.message} data-testid="overruling-error" />
      )}
    </Modal>
  );
}
