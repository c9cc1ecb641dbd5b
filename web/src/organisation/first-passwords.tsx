/** First passwords for many at once, a few at a time, on a sheet to be cut up and handed out. */
import { PrinterOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Modal, Popconfirm, Progress } from "antd";
import { useState } from "react";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import type { PersonLine } from "./shapes.ts";
import "./sheet.css";

interface Given {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly password: string;
}

/** Each takes the server some tenths of a second. */
const AT_ONCE = 5;

export function FirstPasswords(props: {
  readonly people: readonly PersonLine[];
  readonly onClose: () => void;
}) {
  const { people, onClose } = props;
  const [given, setGiven] = useState<readonly Given[]>([]);
  const give = useMutation({
    mutationFn: async () => {
      setGiven([]);
      for (let at = 0; at < people.length; at += AT_ONCE) {
        const ids = people.slice(at, at + AT_ONCE).map(({ id }) => id);
        const { passwords } = await call(endpoints.firstPasswords, { body: { ids } });
        setGiven((earlier) => [...earlier, ...passwords]);
      }
    },
  });
  const isOpen = give.isPending || given.length > 0 || give.error !== null;
  const close = () => {
    give.reset();
    setGiven([]);
    onClose();
  };
  return (
    <>
      <Popconfirm
        placement="bottomRight"
        title={`给选中的 ${people.length} 个账号发初始密码？`}
        description="原密码立即失效，已登录的页面都会退出。"
        okText="发放"
        onConfirm={() => give.mutate()}
      >
        <Button data-testid="first-passwords">发初始密码（{people.length}）</Button>
      </Popconfirm>
      <Modal
        open={isOpen}
        width={760}
        title="初始密码"
        onCancel={close}
        mask={{ closable: false }}
        footer={[
          <Button
            key="print"
            icon={<PrinterOutlined />}
            disabled={give.isPending}
            onClick={() => window.print()}
          >
            打印
          </Button>,
          <Button key="ok" type="primary" disabled={give.isPending} onClick={close}>
            我已保存
          </Button>,
        ]}
      >
        {give.error && <Alert type="error" showIcon title={give.error.message} />}
        {give.isPending ? (
          <Progress percent={Math.round((given.length / people.length) * 100)} />
        ) : (
          <Alert type="warning" showIcon title="密码只显示这一次，请现在打印，裁开后分别交给本人" />
        )}
        <div className="print-sheet slips" data-testid="password-slips">
          {given.map(({ id, login, name, password }) => (
            <div key={id} className="slip">
              <div className="slip-name">{name}</div>
              <div>网址 {window.location.origin}</div>
              <div>账号 {login}</div>
              <div>
                初始密码 <code>{password}</code>
              </div>
              <div className="quiet">登录后请立即修改密码</div>
            </div>
          ))}
        </div>
      </Modal>
    </>
  );
}
