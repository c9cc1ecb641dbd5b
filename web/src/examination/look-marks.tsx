/** 请核对 and 未识别, as tags for lists and as notices for pages. */
import { QuestionCircleFilled, TagOutlined } from "@ant-design/icons";
import { Alert, Tag } from "antd";
import type { ReactNode } from "react";
import "./look-marks.css";

const FACES = {
  look: { className: "look-mark", icon: <QuestionCircleFilled /> },
  unknown: { className: "unknown-mark", icon: <TagOutlined /> },
} as const;

export type LookKind = keyof typeof FACES;

export function LookTag(props: { readonly kind?: LookKind; readonly children: ReactNode }) {
  const { kind = "look", children } = props;
  return (
    <Tag {...FACES[kind]} data-mark={kind}>
      {children}
    </Tag>
  );
}

export function LookAlert(props: {
  readonly kind?: LookKind;
  readonly title: ReactNode;
  readonly testId?: string;
}) {
  const { kind = "look", title, testId } = props;
  return <Alert type="info" showIcon {...FACES[kind]} title={title} data-testid={testId} data-mark={kind} />;
}
