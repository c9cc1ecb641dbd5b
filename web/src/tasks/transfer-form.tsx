/** Giving a task to a colleague, or taking it over from one: always with a reason, which stands in the trail. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Select } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { useArranging } from "./queries.ts";
import type { TaskLine } from "./shapes.ts";

interface Fields {
  readonly to?: string;
  readonly reason: string;
}

export function TransferForm(props: {
  readonly task: Pick<TaskLine, "subject" | "about" | "what" | "holderName">;
  /** To oneself. */
  readonly takingOver: boolean;
  readonly onClose: () => void;
}) {
  const { task, takingOver, onClose } = props;
  const [form] = Form.useForm<Fields>();
  const arrange = useArranging(task);
  const recipients = useQuery({
    queryKey: ["tasks", "recipients", task.subject, task.about],
    queryFn: () =>
      call(endpoints.taskRecipients, { params: { id: task.subject }, query: { about: task.about } }),
    enabled: !takingOver,
  });
  const people = recipients.data?.people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Modal
      open
      mask={{ closable: false }}
      title={takingOver ? `接办${task.what}` : `转交${task.what}`}
      okText={takingOver ? "确认接办" : "确认转交"}
      okButtonProps={{ "data-testid": "confirm-transfer" }}
      confirmLoading={arrange.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ to, reason }) =>
          arrange.mutate({ act: "transfer", reason, ...(to && { to }) }, { onSuccess: onClose })
        }
      >
        {takingOver && task.holderName && (
          <p>这项待办现由{task.holderName}办理。接办后由您办理，理由会记入留痕。</p>
        )}
        {!takingOver && (
          <Form.Item name="to" label="转交给" rules={[{ required: true, message: "请选择接办人" }]}>
            <Select
              data-testid="transfer-to"
              loading={recipients.isFetching}
              options={people}
              showSearch={{ optionFilterProp: "label" }}
              placeholder="选择接办人"
              notFoundContent={recipients.isFetching ? "正在查找" : "没有其他可以办理的人"}
            />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label="理由"
          rules={[{ required: true, whitespace: true, message: "请写明理由" }]}
        >
          <Input.TextArea
            data-testid="transfer-reason"
            rows={2}
            maxLength={200}
            placeholder="如：出差一周，请代为办理"
          />
        </Form.Item>
        {recipients.error && <Alert type="error" showIcon title={recipients.error.message} />}
      </Form>
    </Modal>
  );
}
