/** The bytes as received, and the trail to be verified elsewhere. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button, Space } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { addressOf } from "../client.ts";

export function Downloads({ id, revision }: { readonly id: string; readonly revision: number }) {
  return (
    <Space wrap>
      <Button
        size="small"
        type="link"
        icon={<DownloadOutlined />}
        data-testid="original"
        href={addressOf(endpoints.original, { params: { id, revision } })}
      >
        下载原文件
      </Button>
      <Button
        size="small"
        type="link"
        icon={<DownloadOutlined />}
        data-testid="trail-export"
        href={addressOf(endpoints.trailExport, { params: { id } })}
        download
      >
        导出留痕
      </Button>
    </Space>
  );
}
