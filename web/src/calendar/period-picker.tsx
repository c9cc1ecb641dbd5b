/** Choosing a quarter 季度: the one before, the one after, or any of the last three years from a list. */
import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Select, Space } from "antd";
import { parsePeriod, periodName } from "../../../core/calendar/period.ts";

/** The quarter `by` quarters after `period`. */
export function shifted(period: string, by: number): string {
  const quarter = parsePeriod(period);
  if (!quarter) return period;
  const count = quarter.year * 4 + quarter.quarter - 1 + by;
  return `${Math.floor(count / 4)}-Q${(count % 4) + 1}`;
}

export function PeriodPicker(props: {
  readonly value: string;
  /** The current quarter by the server's clock. */
  readonly current: string;
  readonly onChange: (period: string) => void;
}) {
  const listed = Array.from({ length: 13 }, (_, i) => shifted(props.current, 1 - i));
  const options = (listed.includes(props.value) ? listed : [props.value, ...listed]).map((value) => ({
    value,
    label: periodName(value),
  }));
  return (
    <Space.Compact>
      <Button
        icon={<LeftOutlined />}
        aria-label="上一季度"
        onClick={() => props.onChange(shifted(props.value, -1))}
      />
      <Select
        aria-label="季度"
        data-testid="period"
        style={{ width: 160 }}
        value={props.value}
        options={options}
        onChange={props.onChange}
      />
      <Button
        icon={<RightOutlined />}
        aria-label="下一季度"
        onClick={() => props.onChange(shifted(props.value, 1))}
      />
    </Space.Compact>
  );
}
