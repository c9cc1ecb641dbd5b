/** The frame of the pages before one is signed in: the name of the house, and one card. */
import { Card } from "antd";
import type { ReactNode } from "react";

export function Entrance({ children, foot }: { readonly children: ReactNode; readonly foot?: ReactNode }) {
  return (
    <main className="page narrow" style={{ maxWidth: 420, paddingTop: "10vh" }}>
      <div style={{ textAlign: "center", marginBottom: 24 }}>
        <h1 style={{ color: "#a8201a", fontSize: 34, letterSpacing: 10, textIndent: 10 }}>七有</h1>
        <p className="quiet">理论学习中心组学习 · 报送、审核与通报</p>
      </div>
      <Card>{children}</Card>
      {foot && (
        <p className="quiet" style={{ textAlign: "center" }}>
          {foot}
        </p>
      )}
    </main>
  );
}
