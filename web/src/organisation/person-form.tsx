/** Adding an account. The first password is shown once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Select, Typography } from "antd";
import { ROLE_NAMES, ROLES, type Role, UNIT_ROLES } from "../../../core/organisation/role.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { useUnits } from "../unit-desk/unit-names.ts";

interface Fields {
  readonly login: string;
  readonly name: string;
  readonly roles: Role[];
  readonly unitId?: string;
}

export function PersonForm({ onClose }: { readonly onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const roles = Form.useWatch("roles", form) ?? [];
  const queries = useQueryClient();
  const units = useUnits();
  const create = useMutation({
    mutationFn: (body: Fields) => call(endpoints.createPerson, { body }),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Modal
      open
      title={create.data ? "已新增" : "新增账号"}
      okText={create.data ? "我已保存" : "新增"}
      cancelButtonProps={{ style: { display: create.data ? "none" : undefined } }}
      confirmLoading={create.isPending}
      onOk={create.data ? onClose : form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {create.data ? (
        <>
          <Alert type="warning" showIcon title="初始密码只显示这一次，请现在告知本人，登录后修改" />
          <Typography.Paragraph
            code
            copyable={{ tooltips: ["复制", "已复制"] }}
            data-testid="first-password"
            style={{ marginTop: 12 }}
          >
            {create.data.password}
          </Typography.Paragraph>
        </>
      ) : (
        <Form form={form} layout="vertical" onFinish={(fields) => create.mutate(fields)}>
          {create.error && <Alert type="error" showIcon title={create.error.message} />}
          <Form.Item name="name" label="姓名" rules={[{ required: true, max: 40, message: "请填写姓名" }]}>
            <Input data-testid="person-name" />
          </Form.Item>
          <Form.Item
            name="login"
            label="账号"
            extra="小写字母开头，2 至 40 个字母、数字、点、横线"
            rules={[{ required: true, pattern: /^[a-z][a-z0-9._-]{1,39}$/, message: "账号写法不对" }]}
          >
            <Input data-testid="person-login" autoCapitalize="none" />
          </Form.Item>
          <Form.Item
            name="roles"
            label="角色"
            extra="从今天起生效；有效期、只管部分单位、回避，可在新增后修改"
            rules={[{ required: true, message: "请至少选择一个角色" }]}
          >
            <Select
              mode="multiple"
              data-testid="person-roles"
              options={ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
            />
          </Form.Item>
          <Form.Item
            name="unitId"
            label="所在单位"
            extra="不能审核本单位报送的材料"
            rules={[
              {
                required: roles.some((role) => UNIT_ROLES.has(role)),
                message: "学习秘书和组长须选择所在单位",
              },
            ]}
          >
            <Select
              allowClear
              showSearch={{ optionFilterProp: "label" }}
              options={units.data?.units.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
