/** The office's own rules: what is in force, a folder to be imported, all editions with a way back. */
import { DownloadOutlined, FolderOpenOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Empty, Space, Table, Upload } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import type { ruleEdition, rulesInForce } from "../../../functions/api/contract/rule-editions.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { ImportRules } from "./import-rules.tsx";
import { archiveOf, rulesIn } from "./rule-folder.ts";

type InForce = z.infer<typeof rulesInForce>;
type Edition = z.infer<typeof ruleEdition>;

export function OwnRules() {
  const current = useQuery({ queryKey: ["rules", "current"], queryFn: () => call(endpoints.rulesInForce) });
  return <Answered query={current}>{(data) => <InForceCard rules={data} />}</Answered>;
}

function InForceCard({ rules }: { readonly rules: InForce }) {
  const [chosen, setChosen] = useState<Record<string, string>>();
  const { message } = App.useApp();
  const choose = async (files: readonly File[]) => {
    try {
      const found = await rulesIn(files);
      if (Object.keys(found).length > 0) setChosen(found);
      else message.warning("其中没有规则文件（.yaml、papers 里的 .txt），请检查是否选错了");
    } catch {
      message.error("读不出其中的文件，请检查后重新选择");
    }
  };
  return (
    <Card
      size="small"
      title="本办公室的规则"
      data-testid="own-rules"
      extra={
        <Space wrap>
          <Chooser folder onChosen={choose} />
          <Chooser onChosen={choose} />
        </Space>
      }
    >
      {rules.refused && (
        <Alert
          type="error"
          showIcon
          title="现行规则已不能用"
          description={<div style={{ whiteSpace: "pre-wrap" }}>{rules.refused}</div>}
        />
      )}
      <p data-testid="rules-in-force">
        {describe(rules)}
        {rules.version && <span className="quiet">　规则库 {rules.version}</span>}
      </p>
      <Editions current={rules.edition} />
      {chosen && <ImportRules files={chosen} onClose={() => setChosen(undefined)} />}
    </Card>
  );
}

function describe({ edition, made, files }: InForce): string {
  if (made)
    return `现行第${edition}版：${made.byName}于${chineseInstant(made.at)}${made.restored === undefined ? "导入" : `恢复自${editionName(made.restored)}`}，${made.files} 个文件${made.note && `，说明：${made.note}`}`;
  return files.length > 0
    ? `还没有导入过；现在用的是服务器上规则文件夹里的 ${files.length} 个文件`
    : "还没有本办公室自己的规则，现在只用系统自带的规则";
}

const editionName = (edition: number): string => (edition === 0 ? "导入之前" : `第${edition}版`);

/** A folder, or one archive: two kinds of dialogue. */
function Chooser(props: { readonly folder?: boolean; readonly onChosen: (files: readonly File[]) => void }) {
  return (
    <Upload
      directory={props.folder ?? false}
      accept={props.folder ? "" : ".zip"}
      showUploadList={false}
      beforeUpload={(file, all) => {
        if (file === all.at(-1)) props.onChosen(all);
        return false;
      }}
      data-testid={props.folder ? "rules-folder" : "rules-archive"}
    >
      <Button type={props.folder ? "primary" : "default"} icon={<FolderOpenOutlined />}>
        {props.folder ? "选择规则文件夹" : "选择压缩包"}
      </Button>
    </Upload>
  );
}

function Editions({ current }: { readonly current: number }) {
  const editions = useQuery({ queryKey: ["rules", "editions"], queryFn: () => call(endpoints.ruleEditions) });
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const download = useMutation({ mutationFn: save, onError: (error) => message.error(error.message) });
  const restore = useMutation({
    mutationFn: (edition: number) => call(endpoints.restoreRules, { body: { edition, base: current } }),
    onSuccess: ({ edition }) => {
      message.success(`已恢复，现行第${edition}版`);
      return queries.invalidateQueries();
    },
    onError: (error) => message.error(error.message, 8),
  });
  const askToRestore = (edition: number) =>
    modal.confirm({
      title: edition === 0 ? "恢复为导入之前的规则？" : `恢复第${edition}版？`,
      content: "恢复后成为新的一版，马上用于检查；现行的一版仍留在这里。",
      okText: "恢复",
      okButtonProps: { "data-testid": "confirm-restore" },
      onOk: () => restore.mutateAsync(edition).catch(() => undefined),
    });
  const actions = (edition: number) => (
    <Space>
      <Button
        size="small"
        icon={<DownloadOutlined />}
        loading={download.isPending && download.variables === edition}
        onClick={() => download.mutate(edition)}
      >
        下载
      </Button>
      {edition !== current && (
        <Button
          size="small"
          data-testid={`restore-${edition}`}
          loading={restore.isPending && restore.variables === edition}
          onClick={() => askToRestore(edition)}
        >
          恢复
        </Button>
      )}
    </Space>
  );
  return (
    <Answered query={editions}>
      {(data) => (
        <Table<Edition>
          rowKey="edition"
          size="small"
          data-testid="rule-editions"
          dataSource={data.editions}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          scroll={{ x: "max-content" }}
          locale={{
            emptyText: (
              <Empty description="还没有导入过。选择放规则的文件夹，先看有哪些改动，再决定是否导入" />
            ),
          }}
          summary={() =>
            data.editions.length > 0 && (
              <Table.Summary.Row>
                <Table.Summary.Cell index={0} colSpan={5}>
                  导入之前
                </Table.Summary.Cell>
                <Table.Summary.Cell index={5}>{actions(0)}</Table.Summary.Cell>
              </Table.Summary.Row>
            )
          }
          columns={[
            {
              title: "版次",
              render: (_, { edition }) => `第${edition}版${edition === current ? "（现行）" : ""}`,
            },
            { title: "时间", render: (_, { at }) => chineseInstant(at) },
            { title: "导入人", dataIndex: "byName" },
            {
              title: "说明",
              render: (_, { note, restored }) =>
                [restored === undefined ? "" : `恢复自${editionName(restored)}`, note]
                  .filter(Boolean)
                  .join("，"),
            },
            { title: "文件", align: "right", render: (_, { files }) => `${files} 个` },
            { title: "操作", render: (_, { edition }) => actions(edition) },
          ]}
        />
      )}
    </Answered>
  );
}

/** Hands an edition over as an archive. */
async function save(edition: number): Promise<void> {
  const { files } = await call(endpoints.ruleFiles, { query: { edition } });
  const name = edition === 0 ? "规则" : `规则第${edition}版`;
  const address = URL.createObjectURL(await archiveOf(files, name));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name}.zip`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
