/** Upload links for many units at once, with a sheet of QR codes to be printed. */
import { PrinterOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Form, InputNumber, Modal, QRCode, Select, Space } from "antd";
import { useState } from "react";
import { periodName } from "../../../core/calendar/period.ts";
import { holdsOn } from "../../../core/organisation/span.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { type Me, useMe } from "../account/me.ts";
import { PeriodPicker } from "../calendar/period-picker.tsx";
import { call } from "../client.ts";
import { Answered } from "../page/answered.tsx";
import { CardTable } from "../page/card-table.tsx";
import { useNames } from "../rulebook/names.ts";
import { useUnits } from "../unit-desk/unit-names.ts";
import type { UnitLine } from "./shapes.ts";
import "./sheet.css";

export function UnitLinks() {
  const { data: me } = useMe();
  return me ? <Chooser me={me} /> : null;
}

function Chooser({ me }: { readonly me: Me }) {
  const units = useUnits();
  const queries = useQueryClient();
  const filed = useNames()
    .types.filter((type) => type.filed)
    .map(({ id, name }) => ({ value: id, label: name }));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [period, setPeriod] = useState(me.period);
  const [documentType, setType] = useState<string>();
  const [days, setDays] = useState<number | null>(120);
  const make = useMutation({
    mutationFn: () =>
      call(endpoints.makeLinks, {
        body: { unitIds: [...chosen], period, documentType, days: days ?? undefined },
      }),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Answered query={units}>
      {(data) => {
        const active = data.units.filter((unit) => holdsOn(unit, me.today));
        return (
          <Card
            size="small"
            title="一次给多个单位建上传链接"
            extra={
              <Space wrap>
                <Button data-testid="choose-all" onClick={() => setChosen(active.map(({ id }) => id))}>
                  全选
                </Button>
                <Button
                  type="primary"
                  data-testid="make-links"
                  disabled={chosen.length === 0}
                  loading={make.isPending}
                  onClick={() => make.mutate()}
                >
                  新建 {chosen.length} 个链接
                </Button>
              </Space>
            }
          >
            <Form layout="vertical">
              <Space wrap size={12} align="start">
                <Form.Item label="季度">
                  <PeriodPicker value={period} current={me.period} onChange={setPeriod} />
                </Form.Item>
                <Form.Item label="材料类型">
                  <Select
                    allowClear
                    placeholder="自动识别"
                    style={{ width: 200 }}
                    options={filed}
                    value={documentType}
                    onChange={setType}
                  />
                </Form.Item>
                <Form.Item label="有效天数">
                  <InputNumber min={1} max={366} precision={0} suffix="天" value={days} onChange={setDays} />
                </Form.Item>
              </Space>
            </Form>
            {make.error && (
              <Alert type="error" showIcon title={make.error.message} style={{ marginBottom: 12 }} />
            )}
            <CardTable<UnitLine>
              testId="link-units"
              rows={active}
              rowKey={({ id }) => id}
              empty="还没有单位，请先在“单位”或“导入”中添加"
              selection={{ chosen, choose: setChosen }}
              columns={[
                { title: "单位", on: "heading", render: ({ name }) => name },
                {
                  title: "类别",
                  render: ({ kind, area }) => [kind, area].filter(Boolean).join(" · ") || "—",
                },
              ]}
            />
            {make.data && <Sheet links={make.data.links} period={period} onClose={make.reset} />}
          </Card>
        );
      }}
    </Answered>
  );
}

function Sheet(props: {
  readonly links: readonly { readonly unitId: string; readonly unitName: string; readonly url: string }[];
  readonly period: string;
  readonly onClose: () => void;
}) {
  const { links, period, onClose } = props;
  const addresses = links.map(
    ({ unitName, url }) => `${unitName}\t${new URL(url, window.location.origin).href}`,
  );
  return (
    <Modal
      open
      width={860}
      title={`${links.length} 个上传链接已建好`}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="copy" onClick={() => navigator.clipboard.writeText(addresses.join("\n"))}>
          复制全部
        </Button>,
        <Button
          key="print"
          icon={<PrinterOutlined />}
          data-testid="print-links"
          onClick={() => window.print()}
        >
          打印
        </Button>,
        <Button key="ok" type="primary" onClick={onClose}>
          我已保存
        </Button>,
      ]}
    >
      <Alert type="warning" showIcon title="链接只显示这一次，请现在打印或复制，分别发给各单位" />
      <div className="print-sheet slips" data-testid="link-slips">
        {links.map(({ unitId, unitName, url }) => (
          <div key={unitId} className="slip">
            <div className="slip-name">{unitName}</div>
            <div>{periodName(period)}学习材料报送</div>
            <QRCode type="svg" value={new URL(url, window.location.origin).href} size={150} color="#26231f" />
            <div className="quiet">手机扫码上传；请勿转给其他单位</div>
          </div>
        ))}
      </div>
    </Modal>
  );
}
