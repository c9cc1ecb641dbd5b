/** Before rules come into force: what would change, what is wrong, a note for those who come after. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Input, Modal, Tag } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { papersTold } from "../../../core/checking/papers-told.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import type { rulesTrial } from "../../../functions/api/contract/rule-editions.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";

type Trial = z.infer<typeof rulesTrial>;

const MAX_SHOWN = 40;

export function ImportRules(props: { readonly files: Record<string, string>; readonly onClose: () => void }) {
  const { files, onClose } = props;
  const [note, setNote] = useState("");
  const queries = useQueryClient();
  const { message } = App.useApp();
  const trial = useQuery({
    queryKey: ["rules", "trial", files],
    queryFn: () => call(endpoints.tryRules, { body: { files } }),
    staleTime: 0,
    gcTime: 0,
  });
  const put = useMutation({
    mutationFn: (base: number) => call(endpoints.importRules, { body: { files, note, base } }),
    onSuccess: ({ edition }) => {
      message.success(`已导入为第${edition}版，现在起按它检查`);
      onClose();
      return queries.invalidateQueries();
    },
  });
  const good = trial.data && trial.data.faults.length === 0 && trial.data.failures.length === 0;
  return (
    <Modal
      open
      width={720}
      title={`导入规则：${Object.keys(files).length} 个文件`}
      okText="导入"
      okButtonProps={{ disabled: !good, "data-testid": "import-rules" }}
      confirmLoading={put.isPending}
      onOk={() => trial.data && put.mutate(trial.data.base)}
      onCancel={onClose}
    >
      <Answered query={trial}>{(data) => <TrialReport trial={data} />}</Answered>
      {put.error && <Refusal sentence={put.error.message} />}
      {good && (
        <Input
          aria-label="说明"
          placeholder="改了什么，为什么（可不填）"
          maxLength={200}
          value={note}
          data-testid="rules-note"
          onChange={({ target }) => setNote(target.value)}
        />
      )}
    </Modal>
  );
}

const Refusal = ({ sentence }: { readonly sentence: string }) => (
  <Alert
    type="error"
    showIcon
    title={<span style={{ whiteSpace: "pre-wrap" }}>{sentence}</span>}
    style={{ marginBottom: 12 }}
  />
);

const CHANGES = {
  added: { color: "green", word: "新增" },
  removed: { color: "red", word: "去掉" },
  changed: { color: "gold", word: "改动" },
} as const;

function TrialReport({ trial }: { readonly trial: Trial }) {
  const { faults, failures, uncovered, changes, samples, papers } = trial;
  if (faults.length > 0)
    return (
      <Listed
        title={`有 ${faults.length} 处错误，不能导入。请改正后重新选择`}
        lines={faults.map(({ file, line, message }) => `${file} 第${line}行：${message}`)}
      />
    );
  return (
    <>
      {failures.length > 0 && (
        <Listed
          title={`有 ${failures.length} 个例子不符，不能导入。请改规则，或者把例子也照新的规则改写`}
          lines={failures.map(
            ({ rule, kind, sample }) =>
              `${rule}：${kind === "accept" ? "应认而未认" : "不应认而认了"}“${sample.replaceAll("\n", " ⏎ ").slice(0, 60)}”`,
          )}
        />
      )}
      <ul className="findings" data-testid="rule-changes">
        {[
          ...(changes?.types.map((one) => ({ ...one, what: "材料类型" })) ?? []),
          ...(changes?.rules.map((one) => ({ ...one, what: "规则" })) ?? []),
        ].map(({ id, name, change, what }) => (
          <li key={`${what}${id}`}>
            <Tag color={CHANGES[change].color}>{CHANGES[change].word}</Tag>
            {what}：{name} <code className="quiet">{id}</code>
          </li>
        ))}
        {changes?.settings.map((name) => (
          <li key={name}>
            <Tag color={CHANGES.changed.color}>{CHANGES.changed.word}</Tag>
            {name}
          </li>
        ))}
        {!changes && <li>现行规则已不能用，无从比对</li>}
        {changes && changes.types.length + changes.rules.length + changes.settings.length === 0 && (
          <li>与现行规则相比，检查的办法没有不同</li>
        )}
      </ul>
      <p className="quiet">
        试了 {samples} 个例子{failures.length === 0 && "，全部通过"}
        {uncovered.length > 0 && `；还有 ${uncovered.length} 条规则的正例或反例不足两条`}
      </p>
      {papers.types.length > 0 && (
        <p className="quiet" style={{ whiteSpace: "pre-wrap" }} data-testid="papers-told">
          {papersTold(papers).join("\n")}
        </p>
      )}
    </>
  );
}

function Listed({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  const more = lines.length - MAX_SHOWN;
  return (
    <Alert
      type="error"
      showIcon
      title={title}
      data-testid="rules-wrong"
      style={{ marginBottom: 12 }}
      description={
        <ul style={{ paddingInlineStart: 18, margin: 0, overflowWrap: "anywhere" }}>
          {lines.slice(0, MAX_SHOWN).map((line) => (
            <li key={line}>{line}</li>
          ))}
          {more > 0 && <li>还有 {more} 处</li>}
        </ul>
      }
    />
  );
}
