/** Whom one asks to act, from which day to which, for what. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, DatePicker, Form, Modal, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { useMe } from "../account/me.ts";
import { call } from "../client.ts";
import { useUnits } from "../unit-desk/unit-names.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}
interface Fields {
  readonly delegate: string;
  readonly span: readonly [Dayjs, Dayjs];
  readonly kinds?: readonly string[];
  readonly units?: readonly string[];
}

const optionsOf = (named: readonly Named[]) => named.map(({ id, name }) => ({ value: id, label: name }));
const day = (date: Dayjs): string => date.format("YYYY-MM-DD");
/** Nothing chosen is everything. */
const chosen = <Name extends string>(name: Name, ids: readonly string[] | undefined) =>
  ids && ids.length > 0 ? { [name]: [...ids] } : {};

export function DelegationForm(props: {
  readonly colleagues: readonly Named[];
  readonly kinds: readonly Named[];
  readonly onClose: () => void;
}) {
  const [form] = Form.useForm<Fields>();
  const queries = useQueryClient();
  const me = useMe();
  const { message } = App.useApp();
  const make = useMutation({
    mutationFn: ({ delegate, span: [first, last], kinds, units }: Fields) =>
      call(endpoints.delegate, {
        body: {
          delegate,
          from: day(first),
          // The last day counts: it ends with the day after.
          until: day(last.add(1, "day")),
          ...chosen("kinds", kinds),
          ...chosen("units", units),
        },
      }),
    onSuccess: () => {
      message.success("委托已建好");
      props.onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["delegations"] }),
  });
  return (
    <Modal
      open
      mask={{ closable: false }}
      title="新建委托"
      okText="委托"
      okButtonProps={{ "data-testid": "confirm-delegation" }}
      confirmLoading={make.isPending}
      onOk={form.submit}
      onCancel={props.onClose}
    >
      <Form form={form} layout="vertical" onFinish={(fields) => make.mutate(fields)}>
        {make.error && <Alert type="error" showIcon title={make.error.message} />}
        <Form.Item name="delegate" label="代办人" rules={[{ required: true, message: "请选择代办人" }]}>
          <Select
            data-testid="delegate"
            options={optionsOf(props.colleagues)}
            showSearch={{ optionFilterProp: "label" }}
            placeholder="选择一人"
          />
        </Form.Item>
        <Form.Item
          name="span"
          label="起止日期"
          extra="含首尾两天"
          rules={[{ required: true, message: "请选择起止日期" }]}
        >
          <DatePicker.RangePicker
            data-testid="span"
            style={{ width: "100%" }}
            format="YYYY年M月D日"
            minDate={me.data && dayjs(me.data.today)}
          />
        </Form.Item>
        <Form.Item name="kinds" label="事项" extra="不选即全部事项">
          <Select mode="multiple" options={optionsOf(props.kinds)} placeholder="全部事项" />
        </Form.Item>
        {me.data?.roles.some((role) => role !== "secretary") && <UnitsField />}
      </Form>
    </Modal>
  );
}

function UnitsField() {
  const units = useUnits();
  return (
    <Form.Item name="units" label="单位" extra="不选即全部单位">
      <Select
        mode="multiple"
        loading={units.isFetching}
        options={optionsOf(units.data?.units ?? [])}
        showSearch={{ optionFilterProp: "label" }}
        placeholder="全部单位"
      />
    </Form.Item>
  );
}
