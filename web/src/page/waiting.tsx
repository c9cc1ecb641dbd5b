/** While a page's code is on its way. */
import { Spin } from "antd";

export function Waiting() {
  return (
    <div
      className="page"
      role="status"
      aria-label="正在打开页面"
      style={{ textAlign: "center", paddingTop: 80 }}
    >
      <Spin size="large" />
    </div>
  );
}
