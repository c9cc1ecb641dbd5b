/** Units, members and accounts from a workbook: template, preview of every change, faults by line and column, undo. */
import { DownloadOutlined, InboxOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Collapse, Popconfirm, Space, Table, Tag, Upload } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import type { importLine, importPreview } from "../../../functions/api/contract/imports.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { addressOf, call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { CardTable } from "../page/card-table.tsx";
import { ChangeList } from "./change-list.tsx";

type Preview = z.infer<typeof importPreview>;
type ImportLine = z.infer<typeof importLine>;

export function Imports() {
  const [chosen, setChosen] = useState<File>();
  return (
    <Space orientation="vertical" size={16} style={{ width: "100%" }}>
      <Card
        size="small"
        title="用表格添加或修改单位、成员、账号"
        extra={
          <Space wrap>
            <Button
              icon={<DownloadOutlined />}
              href={addressOf(endpoints.importTemplate)}
              data-testid="template"
              download
            >
              下载模板
            </Button>
            <Button icon={<DownloadOutlined />} href={addressOf(endpoints.exportWorkbook)} download>
              导出现有
            </Button>
          </Space>
        }
      >
        <Upload.Dragger
          accept=".xlsx"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(file) => {
            setChosen(file);
            return false;
          }}
        >
          <p className="ant-upload-drag-icon">
            <InboxOutlined />
          </p>
          <p>点这里选择填好的 .xlsx，或把文件拖进来</p>
          <p className="quiet">先预览，确认后才导入。表中没有的单位、成员和账号保持不变</p>
        </Upload.Dragger>
        {chosen && (
          <Chosen
            key={`${chosen.name}${chosen.lastModified}`}
            file={chosen}
            onDone={() => setChosen(undefined)}
          />
        )}
      </Card>
      <Earlier />
    </Space>
  );
}

async function asBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** What the server takes at once. */
const MAX_BYTES = 700_000;

function Chosen({ file, onDone }: { readonly file: File; readonly onDone: () => void }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const preview = useQuery({
    queryKey: ["import-preview", file.name, file.lastModified, file.size],
    queryFn: async () => {
      if (file.size > MAX_BYTES) throw new Error("文件过大，请删去图片，或分几次导入");
      return call(endpoints.previewImport, { body: { file: await asBase64(file) } });
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const apply = useMutation({
    mutationFn: async (base: number) =>
      call(endpoints.applyImport, { body: { file: await asBase64(file), fileName: file.name, base } }),
    onSuccess: ({ units, people }) => {
      message.success(`已导入：${units} 个单位、${people} 个账号有变化。一天之内可以撤销`);
      onDone();
      return queries.invalidateQueries();
    },
  });
  return (
    <div style={{ marginTop: 16 }} data-testid="import-preview">
      <h2>{file.name}</h2>
      <Answered query={preview}>
        {(data) => (
          <Space orientation="vertical" size={12} style={{ width: "100%" }}>
            <Report preview={data} />
            {apply.error && <Alert type="error" showIcon title={apply.error.message} />}
            <Space>
              <Button
                type="primary"
                data-testid="apply-import"
                disabled={data.faults.length > 0 || data.units.length + data.people.length === 0}
                loading={apply.isPending}
                onClick={() => apply.mutate(data.base)}
              >
                导入
              </Button>
              <Button onClick={onDone}>放弃</Button>
            </Space>
          </Space>
        )}
      </Answered>
    </div>
  );
}

function Report({ preview: { faults, units, people } }: { readonly preview: Preview }) {
  if (faults.length > 0)
    return (
      <>
        <Alert
          type="error"
          showIcon
          data-testid="import-faults"
          title={`有 ${faults.length} 处要改，改好后重新选择文件。没有导入任何内容`}
        />
        <Table
          size="small"
          rowKey={({ sheet, row, column, message }) => `${sheet}${row}${column}${message}`}
          dataSource={faults}
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          columns={[
            {
              title: "位置",
              render: (_, { sheet, row, column }) =>
                [sheet && `“${sheet}”表`, row > 0 && `第${row}行`, column].filter(Boolean).join(" "),
            },
            { title: "问题", dataIndex: "message" },
          ]}
        />
      </>
    );
  if (units.length + people.length === 0)
    return <Alert type="info" showIcon title="与现有内容一致，没有变化" data-testid="import-same" />;
  const added = (all: Preview["units"]) => all.filter(({ isNew }) => isNew).length;
  return (
    <>
      <Alert
        type="info"
        showIcon
        data-testid="import-sum"
        title={`新增 ${added(units)} 个单位、${added(people)} 个账号；修改 ${units.length - added(units)} 个单位、${people.length - added(people)} 个账号`}
      />
      <Collapse
        size="small"
        items={[
          ...units.map((one) => ({ ...one, what: "单位" })),
          ...people.map((one) => ({ ...one, what: "账号" })),
        ].map(({ name, isNew, changes, what }, at) => ({
          key: String(at),
          label: (
            <>
              <Tag color={isNew ? "green" : "gold"}>{isNew ? "新增" : "修改"}</Tag>
              {what} {name}
            </>
          ),
          children: <ChangeList changes={changes} />,
        }))}
      />
    </>
  );
}

const STATES = {
  applying: "正在写入",
  applied: "已导入",
  undoing: "正在撤销",
  undone: "已撤销",
} as const;

function Earlier() {
  const imports = useQuery({ queryKey: ["imports"], queryFn: () => call(endpoints.imports) });
  return (
    <Answered query={imports}>
      {(data) => (
        <Card size="small" title="最近的导入">
          <CardTable<ImportLine>
            testId="imports"
            rows={data.imports}
            rowKey={({ id }) => id}
            empty="还没有导入过"
            columns={[
              { title: "文件", on: "heading", render: ({ fileName }) => fileName },
              { title: "时间", render: ({ at, byName }) => `${chineseInstant(at)} ${byName}` },
              { title: "变化", render: ({ units, people }) => `${units} 个单位，${people} 个账号` },
              { title: "状态", render: ({ state }) => STATES[state] },
              { title: "", on: "actions", render: (made) => made.undoable && <Undo made={made} /> },
            ]}
          />
        </Card>
      )}
    </Answered>
  );
}

function Undo({ made }: { readonly made: ImportLine }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const undo = useMutation({
    mutationFn: () => call(endpoints.undoImport, { params: { import: made.id } }),
    onSuccess: () => message.success("已撤销，单位和账号恢复到导入之前"),
    onError: (error) => message.error(error.message),
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <Popconfirm
      title="撤销这次导入？"
      description="新增的单位和账号将删除，修改的恢复原样。"
      okText="撤销"
      onConfirm={() => undo.mutate()}
    >
      <Button size="small" danger loading={undo.isPending} data-testid={`undo-${made.id}`}>
        撤销
      </Button>
    </Popconfirm>
  );
}
