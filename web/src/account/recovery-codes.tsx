/** Recovery codes, shown this once: to be copied, printed, and acknowledged. */
import { PrinterOutlined } from "@ant-design/icons";
import { Alert, Button, Typography } from "antd";
import "./printed.css";

interface Props {
  readonly codes: readonly string[];
  readonly onKept: () => void;
  /** What the last button says. */
  readonly kept?: string;
}

export function RecoveryCodes({ codes, onKept, kept = "我已保存" }: Props) {
  return (
    <div data-testid="recovery-codes">
      <Alert
        type="warning"
        showIcon
        title="恢复码只显示这一次，请现在打印或抄下，放在手机以外的地方"
        description="手机丢失或更换时，用其中任意一个代替验证码登录；每个只能用一次。"
      />
      <div className="printed">
        <p className="print-only">七有 恢复码（每个只能用一次，请妥善保管）</p>
        <ol style={{ columnWidth: 260, paddingInlineStart: 32, margin: "16px 0" }}>
          {codes.map((code) => (
            <li key={code} style={{ breakInside: "avoid", padding: "2px 0" }}>
              <Typography.Text
                style={{ fontFamily: "ui-monospace, Consolas, monospace", whiteSpace: "nowrap" }}
              >
                {code}
              </Typography.Text>
            </li>
          ))}
        </ol>
      </div>
      <div style={{ display: "flex", flexWrap: "wrap", gap: 8, alignItems: "center" }}>
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          打印
        </Button>
        <Typography.Text copyable={{ text: codes.join("\n"), tooltips: ["复制全部", "已复制"] }}>
          复制全部
        </Typography.Text>
        <Button
          type="primary"
          onClick={onKept}
          data-testid="codes-kept"
          style={{ marginInlineStart: "auto" }}
        >
          {kept}
        </Button>
      </div>
    </div>
  );
}
