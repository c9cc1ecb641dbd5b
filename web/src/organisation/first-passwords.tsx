/** First passwords for many at once, a few at a time, on a sheet to be cut up and handed out. */
import { PrinterOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Modal, Progress } from "antd";
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
  const [asked, setAsked] = useState(false);
  const isBegun = give.isPending || given.length > 0 || give.error !== null;
  const close = () => {
    give.reset();
    setGiven([]);
    setAsked(false);
    if (isBegun) onClose();
  };
  return (
    <>
      <Button data-testid="first-passwords" onClick={() => setAsked(true)}>
        发初始密码（{people.length}）
      </Button>
      <Modal
        open={asked}
        width={isBegun ? 760 : undefined}
        title={isBegun ? "初始密码" : `给选中的 ${people.length} 个账号发初始密码？`}
        onCancel={close}
        mask={{ closable: false }}
        footer={
          isBegun
            ? [
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
              ]
            : [
                <Button key="no" onClick={close}>
                  取消
                </Button>,
                <Button key="give" type="primary" data-testid="give-passwords" onClick={() => give.mutate()}>
                  发放
                </Button>,
              ]
        }
      >
        {!isBegun && <p>原密码立即失效，已登录的页面都会退出。密码只显示一次，可以打印后裁开分发。</p>}
        {give.error && <Alert type="error" showIcon title={give.error.message} />}
        {give.isPending && <Progress percent={Math.round((given.length / people.length) * 100)} />}
        {given.length > 0 && !give.isPending && (
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
