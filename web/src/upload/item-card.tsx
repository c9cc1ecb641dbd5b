/** One file before it is sent: what the check says, then the button. */
import { DeleteOutlined, SendOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Progress, Select, Spin } from "antd";
import { Verdict } from "../examination/verdict.tsx";
import type { UploadItem } from "./items.ts";
import type { Precheck } from "./precheck.ts";
import { chineseSize } from "./size.ts";

export interface TypeChoice {
  readonly types: readonly { readonly id: string; readonly name: string }[];
  readonly onChange: (documentType: string | undefined) => void;
}

export function UploadItemCard(props: {
  readonly item: UploadItem;
  /** Absent where the type is fixed by the link or by the submission that is corrected. */
  readonly choice?: TypeChoice;
  /** What still keeps the file from being sent, besides its own state. */
  readonly hold?: string;
  readonly onSend: () => void;
  readonly onRemove: () => void;
}) {
  const { item, choice, hold } = props;
  const { file, check, sending, failure } = item;
  const errors = errorsOf(check);
  return (
    <Card
      size="small"
      className="upload-item"
      data-testid="upload-item"
      title={<span className="file-name">{file.name}</span>}
      extra={
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={`不发送 ${file.name}`}
          disabled={Boolean(sending)}
          onClick={props.onRemove}
        />
      }
    >
      <div className="upload-item-meta quiet">
        {chineseSize(file.size)}
        {choice && !item.barred && (
          <TypeSelect
            types={choice.types}
            label="材料类型"
            value={item.documentType}
            disabled={Boolean(sending)}
            recognised={check?.outcome === "text" ? check.typeName : undefined}
            onChange={choice.onChange}
          />
        )}
      </div>
      <div aria-live="polite">
        {item.barred ? <Alert type="error" showIcon title={item.barred} /> : <Summary check={check} />}
      </div>
      {check?.outcome === "text" && <Verdict elements={check.elements} findings={check.findings} />}
      {failure && <Alert type="error" showIcon title={failure} data-testid="send-error" />}
      {sending && <Progress percent={Math.round(sending.share * 100)} aria-label="上传进度" />}
      {hold && !sending && <p className="quiet">{hold}</p>}
      {!item.barred && (
        <Button
          block
          size="large"
          type={errors > 0 ? "default" : "primary"}
          danger={errors > 0}
          icon={<SendOutlined />}
          data-testid="send-button"
          disabled={Boolean(hold)}
          loading={Boolean(sending)}
          onClick={props.onSend}
        >
          {sending ? "正在发送" : errors > 0 ? "仍要发送（会被退回）" : failure ? "再次发送" : "发送"}
        </Button>
      )}
    </Card>
  );
}

export function errorsOf(check: Precheck | undefined): number {
  if (check?.outcome === "refused") return 1;
  if (check?.outcome !== "text") return 0;
  return check.findings.filter(({ severity }) => severity === "error").length;
}

function Summary({ check }: { readonly check?: Precheck }) {
  if (!check) {
    return (
      <div className="quiet" role="status">
        <Spin size="small" /> 正在本机检查，文件尚未发送…
      </div>
    );
  }
  if (check.outcome === "unavailable") return <Alert type="info" showIcon title={check.message} />;
  if (check.outcome === "refused") {
    return <Alert type="error" showIcon data-testid="precheck" title={<Warned head={check.message} />} />;
  }
  const errors = errorsOf(check);
  if (errors > 0) {
    return (
      <Alert
        type="error"
        showIcon
        data-testid="precheck"
        title={<Warned head={`还有 ${errors} 处必须改正`} />}
      />
    );
  }
  const warnings = check.findings.length;
  return (
    <Alert
      type="success"
      showIcon
      data-testid="precheck"
      title={warnings > 0 ? `必备要素齐全，另有 ${warnings} 条建议` : "必备要素齐全，可以发送"}
    />
  );
}

/** What is wrong, and what happens to those who send it all the same. */
function Warned({ head }: { readonly head: string }) {
  return (
    <>
      <strong>{head}</strong>
      <div className="quiet">建议改好后重新选择文件。也可以照样发送，但会被自动退回，需要再次上传。</div>
    </>
  );
}

/** Choosing a type; nothing chosen means that it is recognised from the text. */
export function TypeSelect(props: {
  readonly types: TypeChoice["types"];
  readonly label: string;
  readonly value?: string;
  readonly disabled?: boolean;
  readonly recognised?: string;
  readonly onChange: (documentType: string | undefined) => void;
}) {
  const auto = props.recognised ? `自动识别：${props.recognised}` : "自动识别";
  return (
    <Select
      aria-label={props.label}
      className="type-select"
      data-testid="document-type"
      disabled={props.disabled}
      value={props.value ?? ""}
      options={[
        { value: "", label: auto },
        ...props.types.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(value) => props.onChange(value === "" ? undefined : value)}
    />
  );
}
