/** The bell in the frame: how many messages are unread, and the way to them. */
import { BellOutlined } from "@ant-design/icons";
import { Badge, Button } from "antd";
import { useNavigate } from "react-router";
import { useReadOnArrival, useUnread } from "./unread.ts";

export function Bell() {
  useReadOnArrival();
  const unread = useUnread();
  const navigate = useNavigate();
  const said = unread > 99 ? "99 条以上未读消息" : unread > 0 ? `${unread} 条未读消息` : "没有未读消息";
  return (
    <Badge count={unread} overflowCount={99} size="small" offset={[-6, 8]} data-testid="unread">
      <Button
        type="text"
        icon={<BellOutlined />}
        aria-label={`消息，${said}`}
        data-testid="bell"
        onClick={() => navigate("/messages")}
      />
    </Badge>
  );
}
