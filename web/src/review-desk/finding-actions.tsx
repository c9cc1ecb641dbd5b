/** What a reviewer can do with a finding, whichever list it stands in: make it a reason to return. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";

export function AsReason(props: {
  readonly finding: { readonly message: string };
  /** By which tests find it. */
  readonly name: string;
  readonly onAdd: () => void;
}) {
  return (
    <Tooltip title="列为退回理由">
      <Button
        type="text"
        size="small"
        icon={<PlusOutlined />}
        aria-label={`把“${props.finding.message}”列为退回理由`}
        data-testid={props.name}
        onClick={props.onAdd}
      />
    </Tooltip>
  );
}
