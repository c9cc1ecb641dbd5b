/** A new first password for somebody who has forgotten theirs; it is shown once. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Modal, Popconfirm, Typography } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";

export function PasswordReset({ id, name }: { readonly id: string; readonly name: string }) {
  const reset = useMutation({ mutationFn: () => call(endpoints.resetPassword, { params: { id } }) });
  return (
    <>
      <Popconfirm
        title={`重置${name}的密码？`}
        description="原密码立即失效，已登录的页面都会退出。"
        okText="重置"
        onConfirm={() => reset.mutate()}
      >
        <Button size="small" loading={reset.isPending} data-testid={`reset-password-${id}`}>
          重置密码
        </Button>
      </Popconfirm>
      <Modal
        title={`${name}的新密码`}
        open={reset.data !== undefined || reset.error !== null}
        okText="我已保存"
        cancelButtonProps={{ style: { display: "none" } }}
        onOk={reset.reset}
        onCancel={reset.reset}
        mask={{ closable: false }}
      >
        {reset.error && <Alert type="error" showIcon title={reset.error.message} />}
        {reset.data && (
          <>
            <Alert type="warning" showIcon title="密码只显示这一次，请现在告知本人，登录后修改" />
            <Typography.Paragraph code copyable={{ tooltips: ["复制", "已复制"] }} style={{ marginTop: 12 }}>
              {reset.data.password}
            </Typography.Paragraph>
          </>
        )}
      </Modal>
    </>
  );
}
