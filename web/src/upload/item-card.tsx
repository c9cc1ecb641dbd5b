/** One file before it is sent: what the check says, then the button. */
import { DeleteOutlined, SendOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Progress, Select, Spin } from "antd";
import { useState } from "react";
import type { Span } from "../document/text-view.tsx";
import { LookAlert } from "../examination/look-marks.tsx";
import { Verdict } from "../examination/verdict.tsx";
import type { UploadItem } from "./items.ts";
import { chineseSize } from "./size.ts";
import { type Standing, standingOf } from "./standing.ts";
import { WordsInText } from "./words-in-text.tsx";

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
  const [seen, setSeen] = useState<Span>();
  const standing = check && standingOf(check, choice && item.documentType !== undefined);
  const faulty = standing?.kind === "error";
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
            asked={standing?.kind === "unknown"}
            onChange={choice.onChange}
          />
        )}
      </div>
      <div aria-live="polite">
        {item.barred ? <Alert type="error" showIcon title={item.barred} /> : <Summary standing={standing} />}
      </div>
      {check?.outcome === "text" && <Verdict {...check} onSee={setSeen} />}
      {check?.outcome === "text" && seen && (
        <WordsInText fileName={file.name} text={check.text} words={seen} onClose={() => setSeen(undefined)} />
      )}
      {failure && <Alert type="error" showIcon title={failure} data-testid="send-error" />}
      {sending && <Progress percent={Math.round(sending.share * 100)} aria-label="上传进度" />}
      {hold && !sending && <p className="quiet">{hold}</p>}
      {!item.barred && (
        <Button
          block
          size="large"
          type={faulty || standing?.kind === "unknown" ? "default" : "primary"}
          danger={faulty}
          icon={<SendOutlined />}
          data-testid="send-button"
          disabled={Boolean(hold)}
          loading={Boolean(sending)}
          onClick={props.onSend}
        >
          {sending ? "正在发送" : failure ? "再次发送" : SEND[standing?.kind ?? "good"]}
        </Button>
      )}
    </Card>
  );
}

/** What the button says: sending is always possible, and never a surprise. */
const SEND: Record<Standing["kind"], string> = {
  unavailable: "发送",
  error: "仍要发送（会被退回）",
  unknown: "仍要发送（由审核员核对）",
  look: "发送",
  good: "发送",
};

function Summary({ standing }: { readonly standing?: Standing }) {
  if (!standing) {
    return (
      <div className="quiet" role="status">
        <Spin size="small" /> 正在本机检查，文件尚未发送…
      </div>
    );
  }
  const { kind, head } = standing;
  if (kind === "unavailable") return <Alert type="info" showIcon title={head} />;
  if (kind === "error")
    return <Alert type="error" showIcon data-testid="precheck" title={<Warned head={head} />} />;
  if (kind === "good") return <Alert type="success" showIcon data-testid="precheck" title={head} />;
  return (
    <LookAlert
      kind={kind}
      testId="precheck"
      title={
        <>
          <strong>{head}</strong>
          <div className="quiet">{kind === "unknown" ? UNKNOWN : LOOK}</div>
        </>
      }
    />
  );
}

const LOOK = "系统没有把握。材料里已经写明的可以忽略，直接发送，不会因此被退回。";
const UNKNOWN = "认出类型之前，系统不检查要素。照样发送也不会被自动退回，由审核员查看原文。";

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
  /** The type was not recognised: somebody has to say it. */
  readonly asked?: boolean;
  readonly onChange: (documentType: string | undefined) => void;
}) {
  const auto = props.asked
    ? "未识别，请选择"
    : props.recognised
      ? `自动识别：${props.recognised}`
      : "自动识别";
  return (
    <Select
      aria-label={props.label}
      className="type-select"
      data-testid="document-type"
      disabled={props.disabled}
      status={props.asked ? "warning" : undefined}
      value={props.value ?? ""}
      options={[
        { value: "", label: auto },
        ...props.types.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(value) => props.onChange(value === "" ? undefined : value)}
    />
  );
}
