/** The leader's decision: issue the notice, or return it with a note. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input, Modal, Space } from "antd";
import { useState } from "react";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import type { NoticeDetail } from "./shapes.ts";

export function Issuance({ notice }: { readonly notice: NoticeDetail }) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState<"issue" | "return">();
  const [note, setNote] = useState("");
  const decide = useMutation({
    mutationFn: (decision: "issue" | "return") =>
      call(endpoints.decideNotice, {
        params: { id: notice.id },
        body: { decision, note: decision === "return" ? note.trim() : undefined },
      }),
    onSuccess: () => setAsking(undefined),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["notice", notice.id] }),
        queries.invalidateQueries({ queryKey: ["notices"] }),
      ]),
  });
  const ask = (what: "issue" | "return") => {
    decide.reset();
    setAsking(what);
  };
  if (notice.may.length === 0) return null;
  return (
    <Space wrap>
      {notice.may.includes("issue") && (
        <Button type="primary" data-testid="issue" onClick={() => ask("issue")}>
          签发
        </Button>
      )}
      {notice.may.includes("return") && (
        <Button danger data-testid="return-notice" onClick={() => ask("return")}>
          退回修改
        </Button>
      )}
      <Modal
        open={asking !== undefined}
        // The second click of a double click must not close what the first has opened.
        mask={{ closable: false }}
        title={asking === "issue" ? "签发通报" : "退回修改"}
        okText={asking === "issue" ? "确认签发" : "确认退回"}
        okButtonProps={{
          danger: asking === "return",
          disabled: asking === "return" && note.trim() === "",
          "data-testid": "confirm-notice",
        }}
        confirmLoading={decide.isPending}
        onOk={() => asking && decide.mutate(asking)}
        onCancel={() => setAsking(undefined)}
      >
        {asking === "issue" ? (
          <p>签发后通报获得文号，内容不能再改动，并按印发件存档。</p>
        ) : (
          <Input.TextArea
            aria-label="修改意见"
            data-testid="notice-note"
            rows={3}
            maxLength={1000}
            placeholder="请写明需要修改的地方"
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        )}
        {decide.error && (
          <Alert type="error" showIcon title={decide.error.message} data-testid="decision-error" />
        )}
      </Modal>
    </Space>
  );
}
