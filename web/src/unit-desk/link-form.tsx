/** Making an upload link. Its address is shown once, as text and as QR code; only its hash is kept. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, DatePicker, Form, InputNumber, Modal, QRCode, Select, Typography } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { parsePeriod, periodDays } from "../../../core/calendar/period.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { useNames } from "../rulebook/names.ts";
import type { Desk } from "./shapes.ts";

interface Fields {
  readonly sessionDate?: Dayjs | null;
  readonly documentType?: string;
  readonly days?: number | null;
}

export function LinkForm(props: {
  readonly desk: Desk;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { desk } = props;
  const filed = useNames()
    .types.filter((type) => type.filed)
    .map(({ id, name }) => ({ value: id, label: name }));
  const [form] = Form.useForm<Fields>();
  const queries = useQueryClient();
  const quarter = parsePeriod(desk.period);
  const span = quarter && periodDays(quarter);
  const make = useMutation({
    mutationFn: ({ sessionDate, documentType, days }: Fields) =>
      call(endpoints.createLink, {
        params: { id: desk.unit.id },
        body: {
          period: desk.period,
          sessionDate: sessionDate?.format("YYYY-MM-DD"),
          documentType,
          days: days ?? undefined,
        },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["desk"] }),
  });
  const close = () => {
    make.reset();
    form.resetFields();
    props.onClose();
  };
  const url = make.data && new URL(make.data.url, window.location.origin).href;
  return (
    <Modal
      title={url ? "链接已建好" : `新建上传链接（${desk.periodName}）`}
      open={props.open}
      onCancel={close}
      onOk={url ? close : form.submit}
      okText={url ? "我已保存" : "新建"}
      okButtonProps={{ "data-testid": "link-ok" }}
      cancelButtonProps={{ style: { display: url ? "none" : undefined } }}
      confirmLoading={make.isPending}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {url ? (
        <div style={{ display: "grid", justifyItems: "center", gap: 12 }}>
          <Alert type="warning" showIcon title="链接只显示这一次，请现在复制或保存二维码" />
          <QRCode value={url} size={200} color="#26231f" />
          <Typography.Paragraph
            code
            copyable={{ text: url, tooltips: ["复制链接", "已复制"] }}
            data-testid="link-url"
            style={{ overflowWrap: "anywhere", margin: 0 }}
          >
            {url}
          </Typography.Paragraph>
        </div>
      ) : (
        <Form form={form} layout="vertical" onFinish={(fields) => make.mutate(fields)}>
          {make.error && <Alert type="error" showIcon title={make.error.message} />}
          <Form.Item name="sessionDate" label="学习日期" extra="只收某一场学习的材料时填写">
            <DatePicker
              format="YYYY年M月D日"
              style={{ width: "100%" }}
              defaultPickerValue={span && dayjs(span.first)}
              minDate={span && dayjs(span.first)}
              maxDate={span && dayjs(span.last)}
            />
          </Form.Item>
          <Form.Item name="documentType" label="材料类型" extra="不选则由系统识别，经办人也可自选">
            <Select allowClear placeholder="自动识别" options={filed} />
          </Form.Item>
          <Form.Item name="days" label="有效天数" initialValue={30}>
            <InputNumber min={1} max={366} precision={0} suffix="天" style={{ width: 140 }} />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
