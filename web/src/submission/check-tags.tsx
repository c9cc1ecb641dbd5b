/** What the check says of a document, as tags for the lists of queue and desk. */
import { Space, Tag } from "antd";
import { LookTag } from "../examination/look-marks.tsx";
import { checkMarks } from "./check-marks.ts";
import type { SubmissionLine } from "./shapes.ts";

export function CheckTags({ line }: { readonly line: SubmissionLine }) {
  const tags = checkMarks(line).map(({ kind, text }) =>
    kind === "look" ? (
      <LookTag key={text}>{text}</LookTag>
    ) : (
      <Tag key={text} color={kind}>
        {text}
      </Tag>
    ),
  );
  return (
    <Space size={4} wrap>
      {tags}
    </Space>
  );
}
