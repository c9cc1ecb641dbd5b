/** Which group of the single sign-on gives which role, line by line. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select } from "antd";
import { ROLE_NAMES, ROLES } from "../../../core/organisation/role.ts";
import { useUnits } from "../unit-desk/unit-names.ts";
import type { PolicyFields } from "./policy-fields.ts";

export function GroupLines() {
  const units = useUnits();
  const form = Form.useFormInstance<PolicyFields>();
  const lines = Form.useWatch(["signOn", "groups"], form) ?? [];
  return (
    <Form.List name={["signOn", "groups"]}>
      {(fields, { add, remove }) => (
        <Form.Item label="组与角色的对应" extra="一个人可以有多个角色；每次登录按当时的组更新">
          {fields.map(({ key, name }) => (
            <div key={key} style={{ display: "flex", flexWrap: "wrap", gap: 8, marginBottom: 8 }}>
              <Form.Item
                noStyle
                name={[name, "group"]}
                rules={[{ required: true, whitespace: true, message: "请填写组名" }]}
              >
                <Input placeholder="统一身份中的组名" aria-label="组名" style={{ flex: "2 1 160px" }} />
              </Form.Item>
              <Form.Item noStyle name={[name, "role"]} rules={[{ required: true, message: "请选择角色" }]}>
                <Select
                  placeholder="角色"
                  aria-label="角色"
                  style={{ flex: "1 1 120px" }}
                  options={ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
                />
              </Form.Item>
              <Form.Item
                noStyle
                name={[name, "unitId"]}
                rules={[{ required: lines[name]?.role === "secretary", message: "学习秘书须选择单位" }]}
              >
                <Select
                  allowClear
                  showSearch={{ optionFilterProp: "label" }}
                  placeholder="单位（学习秘书必选）"
                  aria-label="单位"
                  style={{ flex: "2 1 180px" }}
                  options={units.data?.units.map((unit) => ({ value: unit.id, label: unit.name }))}
                />
              </Form.Item>
              <Button
                icon={<DeleteOutlined />}
                aria-label="删除这一行"
                onClick={() => remove(name)}
                type="text"
              />
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({})} data-testid="add-group">
            添加一行
          </Button>
        </Form.Item>
      )}
    </Form.List>
  );
}
