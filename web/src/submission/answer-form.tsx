/** One answer for each reason: fixed, or contested with a note. */
import { Input, Radio } from "antd";
import type { Sheet } from "./answer-sheet.ts";
import { ReasonText } from "./reason-list.tsx";
import type { Reason, ReasonAnswer } from "./shapes.ts";

const CHOICES: { value: ReasonAnswer["answer"]; label: string }[] = [
  { value: "fixed", label: "已改正" },
  { value: "contested", label: "有异议" },
];

export function AnswerForm(props: {
  readonly reasons: readonly Reason[];
  readonly sheet: Sheet;
  readonly onChange: (sheet: Sheet) => void;
}) {
  const { reasons, sheet } = props;
  const set = (at: number, change: Sheet[number]) =>
    props.onChange({ ...sheet, [at]: { ...sheet[at], ...change } });
  return (
    <ol className="reasons" data-testid="answers">
      {reasons.map((reason, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a reason is known by its place, answers refer to it
        <li key={at}>
          <ReasonText reason={reason} />
          <Radio.Group
            aria-label={`对第${at + 1}条理由的答复`}
            data-testid={`answer-${at}`}
            optionType="button"
            options={CHOICES}
            value={sheet[at]?.answer}
            onChange={({ target }) => set(at, { answer: target.value })}
          />
          {sheet[at]?.answer && (
            <Input.TextArea
              aria-label={`第${at + 1}条的说明`}
              data-testid={`answer-note-${at}`}
              style={{ marginTop: 6 }}
              autoSize={{ minRows: 1, maxRows: 4 }}
              maxLength={1000}
              placeholder={
                sheet[at]?.answer === "contested"
                  ? "请说明理由，例如：地点写在第2页（必填）"
                  : "说明（可不填）"
              }
              value={sheet[at]?.note ?? ""}
              onChange={({ target }) => set(at, { note: target.value })}
            />
          )}
        </li>
      ))}
    </ol>
  );
}
