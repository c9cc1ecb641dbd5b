/** The public page behind a notice's QR code: what was issued, and whether the PDF at hand is that very copy. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Card, Descriptions, Spin } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { usePageTitle } from "../page/title.ts";
import { DropZone } from "../upload/drop-zone.tsx";
import "../upload/page.css";
import { sha256Of } from "./hash.ts";

export default function VerifyPage() {
  const { code = "" } = useParams();
  usePageTitle("通报真伪核验");
  const notice = useQuery({
    queryKey: ["verify", code],
    queryFn: () => call(endpoints.verifyNotice, { params: { code } }),
  });
  return (
    <main className="page narrow">
      <h1>通报真伪核验</h1>
      <Answered query={notice}>
        {(data) => (
          <>
            <Card size="small">
              <Descriptions
                column={1}
                data-testid="verified-notice"
                items={[
                  { key: "number", label: "文号", children: data.number },
                  { key: "title", label: "标题", children: data.title },
                  { key: "issuer", label: "签发机关", children: data.issuer },
                  { key: "issuedAt", label: "签发时间", children: chineseInstant(data.issuedAt) },
                  {
                    key: "hash",
                    label: "SHA-256",
                    children: <code style={{ overflowWrap: "anywhere" }}>{data.sha256}</code>,
                  },
                ]}
              />
            </Card>
            <Comparing expected={data.sha256} />
          </>
        )}
      </Answered>
    </main>
  );
}

function Comparing({ expected }: { readonly expected: string }) {
  const [result, setResult] = useState<"busy" | { readonly name: string; readonly same: boolean }>();
  const look = async (file: File | undefined) => {
    if (!file) return;
    setResult("busy");
    setResult({ name: file.name, same: (await sha256Of(file)) === expected.toLowerCase() });
  };
  return (
    <>
      <DropZone
        multiple={false}
        testId="verify-input"
        prompt="选择或拖入手中的 PDF，核对是否为原件"
        hint="文件只在本机计算，不会上传"
        onFiles={([file]) => look(file)}
      />
      <div aria-live="polite" data-testid="verify-result">
        {result === "busy" && <Spin />}
        {result && result !== "busy" && (
          <Alert
            showIcon
            type={result.same ? "success" : "error"}
            title={result.same ? "一致：该文件就是签发的原件" : "不一致：该文件不是签发的原件，或已被改动"}
            description={result.name}
          />
        )}
      </div>
    </>
  );
}
