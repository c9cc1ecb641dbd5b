/** Saying of a finding that it is wrong: a usual reason by one click, or one sentence of one's own. */
import { Alert, Button, Input, Modal, Radio, Space, Tooltip } from "antd";
import { useState } from "react";
import type { Finding } from "../examination/shapes.ts";
import { MAX_REASON, newCommandId, USUAL_REASONS, useOverruling } from "./overruling.ts";

export function Overruling(props: {
  readonly submissionId: string;
  readonly revision: number;
  readonly finding: Finding;
  readonly place: number;
  /** After the finding has been called wrong. */
  readonly onOverruled: () => void;
}) {
  const { submissionId, finding, place } = props;
  const [open, setOpen] = useState(false);
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
          onClick={() => setOpen(true)}
        >
          误判
        </Button>
      </Tooltip>
      {open && <OverruleForm {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

const OWN = "own";

function OverruleForm(props: Parameters<typeof Overruling>[0] & { readonly onClose: () => void }) {
  const { submissionId, revision, finding, place, onClose, onOverruled } = props;
  const [id] = useState(newCommandId);
  const [chosen, setChosen] = useState<string>();
  const [own, setOwn] = useState("");
  const { overrule } = useOverruling(submissionId);
  const reason = (chosen === OWN ? own : (chosen ?? "")).trim();
  const send = () =>
    overrule.mutate(
      { id, revision, finding: place, rule: finding.rule, reason },
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
      {overrule.error && (
        <Alert type="error" showIcon title={overrule.error.message} data-testid="overruling-error" />
      )}
    </Modal>
  );
}
