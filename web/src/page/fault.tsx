/** The last net: a page that breaks (or whose code is gone after an update) says so instead of turning white. */
import { Button, Result } from "antd";
import { Component, type ReactNode } from "react";

interface Props {
  readonly children: ReactNode;
}

export class Fault extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Result
        status="error"
        title="页面出错了"
        subTitle="可能是系统刚刚更新。请刷新页面；仍不行请联系管理员。已报送的材料不受影响。"
        extra={
          <Button type="primary" onClick={() => window.location.reload()}>
            刷新页面
          </Button>
        }
      />
    );
  }
}
