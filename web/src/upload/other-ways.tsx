/** Sending without a browser: the curl command for this link. */
import { Collapse, Typography } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { addressOf } from "../client.ts";

export function OtherWays(props: { readonly token: string; readonly documentType?: string }) {
  const address = addressOf(endpoints.curlArguments, {
    params: { token: props.token },
    query: { type: props.documentType },
  });
  const command = `curl $(curl -fsS '${window.location.origin}${address}') -F 'file=@学习记录.docx'`;
  return (
    <Collapse
      ghost
      items={[
        {
          key: "curl",
          label: "其他方式（命令行上传）",
          children: (
            <>
              <p className="quiet">把“学习记录.docx”换成要发送的文件，在终端中运行：</p>
              <Typography.Paragraph
                code
                copyable={{ text: command, tooltips: ["复制命令", "已复制"] }}
                data-testid="curl-command"
                style={{ overflowWrap: "anywhere" }}
              >
                {command}
              </Typography.Paragraph>
            </>
          ),
        },
      ]}
    />
  );
}
