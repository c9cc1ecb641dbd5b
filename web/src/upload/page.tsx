/** The upload page behind a link: no sign-in, made for a phone first. */
import { useQuery } from "@tanstack/react-query";
import { Button, Empty } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseDay, chineseInstant } from "../calendar/chinese-date.ts";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { usePageTitle } from "../page/title.ts";
import type { SubmissionLine } from "../submission/shapes.ts";
import { DropZone } from "./drop-zone.tsx";
import type { LinkInfo } from "./link-info.ts";
import { useLinkRules } from "./link-rules.ts";
import { OtherWays } from "./other-ways.tsx";
import "./page.css";
import { errorsOf, TypeSelect, UploadItemCard } from "./item-card.tsx";
import { useUploadItems } from "./items.ts";
import { chineseSize } from "./size.ts";
import { SubmissionCard } from "./submission-card.tsx";

export default function UploadPage() {
  const { token = "" } = useParams();
  const link = useQuery({
    queryKey: ["link", token, "info"],
    queryFn: () => call(endpoints.linkInfo, { params: { token } }),
  });
  usePageTitle(link.data ? `${link.data.unitName} 材料报送` : "材料报送");
  return (
    <main className="page narrow upload">
      <Answered query={link}>{(info) => <Upload token={token} link={info} />}</Answered>
    </main>
  );
}

function Upload({ token, link }: { readonly token: string; readonly link: LinkInfo }) {
  const { own, names } = useLinkRules(token);
  const [documentType, setDocumentType] = useState<string>();
  const [sent, setSent] = useState<readonly { id: string; fileName: string }[]>([]);
  const { maxBytes, today, roster } = link;
  const { items, add, remove, retype, send } = useUploadItems({
    token,
    maxBytes,
    today,
    roster,
    own,
    onSent: (id, file) => setSent((all) => [{ id, fileName: file.name }, ...all]),
  });
  const ready = items.filter(
    ({ check, sending, barred }) => check && !sending && !barred && errorsOf(check) === 0,
  );
  const unpacked = link.submissions.flatMap(({ division }) =>
    (division?.into ?? []).map(({ submissionId, fileName }) => ({ id: submissionId, fileName })),
  );
  const listed: { id: string; fileName: string; line?: SubmissionLine }[] = [
    ...[...sent, ...unpacked].filter(({ id }) => !link.submissions.some((line) => line.id === id)),
    ...link.submissions.map((line) => ({ id: line.id, fileName: line.fileName, line })),
  ];
  return (
    <>
      <header className="upload-head">
        <div className="quiet">理论学习中心组学习 · 材料报送</div>
        <h1>{link.unitName}</h1>
        <div className="upload-scope">
          {link.periodName}
          {link.sessionDate && ` · ${chineseDay(link.sessionDate)}学习`}
          {link.documentType && ` · ${names.typeName(link.documentType)}`}
        </div>
      </header>

      <section aria-label="选择文件">
        {!link.documentType && (
          <div className="type-row">
            <span>材料类型</span>
            <TypeSelect types={link.types} label="材料类型" value={documentType} onChange={setDocumentType} />
          </div>
        )}
        <DropZone
          multiple
          testId="file-input"
          prompt="点击选择文件，或拖到这里"
          hint={`Word、WPS、PDF、OFD、表格、照片、文本和 ZIP 都可以，可一次选择多个，每个不超过 ${chineseSize(maxBytes)}。文件先在本机检查，点“发送”才会上传。`}
          onFiles={(files) => add(files, link.documentType ?? documentType)}
        />
      </section>

      {items.map((item) => (
        <UploadItemCard
          key={item.key}
          item={item}
          choice={
            link.documentType ? undefined : { types: link.types, onChange: (type) => retype(item, type) }
          }
          onSend={() => send(item)}
          onRemove={() => remove(item.key)}
        />
      ))}
      {ready.length > 1 && (
        <Button
          block
          type="primary"
          size="large"
          data-testid="send-all"
          onClick={async () => {
            for (const item of ready) await send(item);
          }}
        >
          发送全部检查通过的文件（{ready.length}）
        </Button>
      )}

      <section aria-labelledby="through-this-link">
        <h2 id="through-this-link">通过本链接报送的材料</h2>
        {listed.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="还没有报送材料，请在上方选择文件" />
        ) : (
          <div className="submissions">
            {listed.map((entry) => (
              <SubmissionCard key={entry.id} token={token} link={link} {...entry} />
            ))}
          </div>
        )}
      </section>

      <OtherWays token={token} documentType={link.documentType ?? documentType} />
      <footer className="quiet upload-foot">
        链接有效期至 {chineseInstant(link.expiresAt)}，只能上传和查看本链接报送的材料，请勿转发给无关人员。
      </footer>
    </>
  );
}
