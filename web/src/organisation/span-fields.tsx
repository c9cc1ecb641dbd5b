/** The two days of a span as a form shows them: the first, and the last on which it still holds. */
import { DatePicker, Form, Space } from "antd";
import dayjs, { type Dayjs } from "dayjs";

export interface SpanFields {
  readonly from?: Dayjs | null;
  readonly last?: Dayjs | null;
}

/** Half-open as it is kept: `until` is the day after the last. */
export const spanOf = ({ from, last }: SpanFields) => ({
  ...(from && { from: from.format("YYYY-MM-DD") }),
  ...(last && { until: last.add(1, "day").format("YYYY-MM-DD") }),
});

export const fieldsOf = (span: {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}) => ({
  from: span.from ? dayjs(span.from) : null,
  last: span.until ? dayjs(span.until).subtract(1, "day") : null,
});

/** 2026年8月20日 至 2026年12月31日 */
export function spanInWords(span: {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}): string {
  const { from, last } = fieldsOf(span);
  const words = (day: Dayjs) => day.format("YYYY年M月D日");
  if (from && last) return `${words(from)}至${words(last)}`;
  if (from) return `${words(from)}起`;
  return last ? `至${words(last)}` : "";
}

/** @param path of the fields where they stand in a list */
export function SpanInputs(props: {
  readonly path?: readonly (string | number)[];
  readonly from: string;
  readonly last: string;
}) {
  const { path = [], from, last } = props;
  return (
    <Space wrap size={8}>
      <Form.Item name={[...path, "from"]} label={from} style={{ marginBottom: 8 }}>
        <DatePicker format="YYYY年M月D日" placeholder="不限" />
      </Form.Item>
      <Form.Item
        name={[...path, "last"]}
        label={last}
        style={{ marginBottom: 8 }}
        dependencies={[[...path, "from"]]}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value: Dayjs | null) => {
              const first: Dayjs | null | undefined = getFieldValue([...path, "from"]);
              return value && first?.isAfter(value)
                ? Promise.reject(new Error("不能早于起始日期"))
                : Promise.resolve();
            },
          }),
        ]}
      >
        <DatePicker format="YYYY年M月D日" placeholder="不限" />
      </Form.Item>
    </Space>
  );
}
