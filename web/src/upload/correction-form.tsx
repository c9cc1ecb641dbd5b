/** Correcting a returned submission: an answer to every reason, and the mended file. */
import { Button, Divider } from "antd";
import { useState } from "react";
import { AnswerForm } from "../submission/answer-form.tsx";
import { completed, type Sheet } from "../submission/answer-sheet.ts";
import type { Reason } from "../submission/shapes.ts";
import { DropZone } from "./drop-zone.tsx";
import { UploadItemCard } from "./item-card.tsx";
import { useUploadItems } from "./items.ts";
import type { LinkInfo } from "./link-info.ts";
import { useLinkRules } from "./link-rules.ts";

export function CorrectionForm(props: {
  readonly token: string;
  readonly link: LinkInfo;
  readonly submissionId: string;
  readonly reasons: readonly Reason[];
  readonly onSent: () => void;
  readonly onCancel: () => void;
}) {
  const { token, link, submissionId, reasons } = props;
  const [sheet, setSheet] = useState<Sheet>({});
  const { maxBytes, today, roster } = link;
  const { own } = useLinkRules(token);
  const { items, add, remove, send } = useUploadItems({
    token,
    maxBytes,
    today,
    roster,
    own,
    onSent: props.onSent,
  });
  const item = items.at(-1);
  const done = completed(sheet, reasons.length);
  const choose = (files: File[]) => {
    for (const { key } of items) remove(key);
    add(files);
  };
  return (
    <div data-testid="correction" className="correction">
      <h3>一、逐条答复退回理由</h3>
      <AnswerForm reasons={reasons} sheet={sheet} onChange={setSheet} />
      <Divider />
      <h3>二、选择更正后的文件</h3>
      {item ? (
        <UploadItemCard
          item={item}
          hold={"open" in done ? openSentence(done.open) : undefined}
          onRemove={() => remove(item.key)}
          onSend={() => "answers" in done && send(item, { submissionId, answers: done.answers })}
        />
      ) : (
        <DropZone
          multiple={false}
          prompt="点击或拖入更正后的文件"
          testId="correction-input"
          onFiles={choose}
        />
      )}
      <Button type="link" onClick={props.onCancel}>
        暂不更正
      </Button>
    </div>
  );
}

function openSentence(open: readonly number[]): string {
  return `请先答复第${open.map((at) => at + 1).join("、")}条理由（选“有异议”须写说明）`;
}
