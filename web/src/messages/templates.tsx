/** In which words people are told: the office's own are written beside a preview, and the product's can be had back. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Form, Input, Popconfirm, Select, Space } from "antd";
import { useState } from "react";
import { checkedTemplate, filled } from "../../../core/messages/template.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import "./page.css";
import type { TemplateLine } from "./shapes.ts";

type Field = { readonly name: string; readonly example: string };

export function Templates() {
  const known = useQuery({
    queryKey: ["message-templates"],
    queryFn: () => call(endpoints.messageTemplates),
  });
  const [chosen, setChosen] = useState<string>("came.correction");
  return (
    <Answered query={known}>
      {({ templates, fields }) => {
        const line = templates.find(({ name }) => name === chosen) ?? templates[0];
        return (
          <Card size="small" title={<h2>消息模板</h2>}>
            <Space orientation="vertical" size="middle" style={{ width: "100%" }}>
              <Select
                aria-label="哪一种消息"
                data-testid="template"
                style={{ width: 320, maxWidth: "100%" }}
                value={line?.name}
                options={templates.map(({ name, label, own }) => ({
                  value: name,
                  label: own ? `${label}（已改写）` : label,
                }))}
                onChange={setChosen}
              />
              {line && <Editor key={`${line.name} ${line.title} ${line.text}`} line={line} fields={fields} />}
            </Space>
          </Card>
        );
      }}
    </Answered>
  );
}

function Editor({ line, fields }: { readonly line: TemplateLine; readonly fields: readonly Field[] }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [title, setTitle] = useState(line.title);
  const [text, setText] = useState(line.text);
  const written = { title, text };
  const checked = checkedTemplate(written);
  const params = { template: line.name };
  const onSettled = () => queries.invalidateQueries({ queryKey: ["message-templates"] });
  const save = useMutation({
    mutationFn: () => call(endpoints.saveTemplate, { params, body: written }),
    onSuccess: () => message.success("已保存，以后的消息按新的写法"),
    onError: (error) => message.error(error.message),
    onSettled,
  });
  const restore = useMutation({
    mutationFn: () => call(endpoints.restoreTemplate, { params }),
    onSuccess: () => message.success("已恢复系统自带的写法"),
    onError: (error) => message.error(error.message),
    onSettled,
  });
  const isChanged = title !== line.title || text !== line.text;
  return (
    <Form layout="vertical">
      <Form.Item label="标题">
        <Input value={title} data-testid="template-title" onChange={({ target }) => setTitle(target.value)} />
      </Form.Item>
      <Form.Item label="正文">
        <Input.TextArea
          rows={3}
          value={text}
          data-testid="template-text"
          onChange={({ target }) => setText(target.value)}
        />
      </Form.Item>
      <div style={{ marginBottom: 16 }}>
        <span className="quiet">点一下加到正文末尾：</span>
        {fields.map(({ name }) => (
          <Button
            key={name}
            size="small"
            type="link"
            style={{ padding: "0 4px" }}
            onClick={() => setText((now) => `${now}{${name}}`)}
          >
            {`{${name}}`}
          </Button>
        ))}
        <div className="quiet">写在 [ ] 里的部分，缺少其中的信息时整段不显示。链接会自动加在后面。</div>
      </div>
      <Preview written={written} checked={checked} fields={fields} />
      <Space wrap style={{ marginTop: 16 }}>
        <Button
          type="primary"
          data-testid="save-template"
          disabled={!checked.ok || !isChanged}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          保存
        </Button>
        {line.own && (
          <Popconfirm
            title="恢复系统自带的写法？"
            description={`“${line.preset.title}”`}
            okText="恢复"
            onConfirm={() => restore.mutateAsync().catch(() => undefined)}
          >
            <Button loading={restore.isPending}>恢复默认</Button>
          </Popconfirm>
        )}
      </Space>
    </Form>
  );
}

function Preview(props: {
  readonly written: { readonly title: string; readonly text: string };
  readonly checked: ReturnType<typeof checkedTemplate>;
  readonly fields: readonly Field[];
}) {
  const { written, checked, fields } = props;
  if (!checked.ok) return <Alert type="error" showIcon title={checked.refusal.message} />;
  const said = filled(written, Object.fromEntries(fields.map(({ name, example }) => [name, example])));
  return (
    <div className="message unread" data-testid="template-preview">
      <div className="head">
        <span className="title">{said.title}</span>
        <span className="quiet">预览</span>
      </div>
      <p>{said.text}</p>
    </div>
  );
}
