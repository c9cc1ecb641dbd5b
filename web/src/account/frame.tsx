/** The frame around every page for signed-in people: menu by role, who is signed in, the own account, sign-out. */
import { LogoutOutlined, SwapOutlined, UserOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Dropdown, Layout } from "antd";
import { Suspense } from "react";
import { Link, NavLink, Outlet, useNavigate } from "react-router";
import { ROLE_NAMES } from "../../../core/organisation/role.ts";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { call } from "../client.ts";
import { Bell } from "../messages/bell.tsx";
import { Answered } from "../page/answered.tsx";
import { Waiting } from "../page/waiting.tsx";
import { NavCount } from "../tasks/nav-count.tsx";
import { type Me, placesOf, TASKS, useMe } from "./me.ts";

export function Frame() {
  const me = useMe();
  return (
    <div style={{ minHeight: "100%" }}>
      {me.data ? (
        <Signed me={me.data} />
      ) : (
        <div className="page">
          <Answered query={me}>{() => null}</Answered>
        </div>
      )}
    </div>
  );
}

function Signed({ me }: { readonly me: Me }) {
  const places = placesOf(me.roles);
  return (
    <Layout style={{ minHeight: "100vh" }}>
      <Layout.Header className="frame-head">
        <Link to="/" className="brand" aria-label="七有，回到首页">
          七有
        </Link>
        <nav className="nav" aria-label="主菜单">
          {places.map((place) => (
            <NavLink key={place.path} to={place.path}>
              {place.name}
              {place.path === TASKS && <NavCount />}
            </NavLink>
          ))}
        </nav>
        <Bell />
        <Account me={me} />
      </Layout.Header>
      <Layout.Content>
        <main>
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
        </main>
      </Layout.Content>
    </Layout>
  );
}

function Account({ me }: { readonly me: Me }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const leave = useMutation({
    mutationFn: () => call(endpoints.signOut),
    onSuccess: ({ leaveAt }) => {
      queries.clear();
      // Who came through the single sign-on leaves there too, and is sent back from it.
      if (leaveAt) window.location.assign(leaveAt);
      else navigate("/sign-in");
    },
    onError: (error) => message.error(error.message),
  });
  const roles = me.roles.map((role) => ROLE_NAMES[role]).join("、");
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "who", disabled: true, label: `${me.unitName ?? me.jurisdictionName} ${roles}` },
          {
            key: "own",
            icon: <UserOutlined />,
            label: <span data-testid="own-account">我的账户</span>,
            onClick: () => navigate("/account"),
          },
          {
            key: "delegations",
            icon: <SwapOutlined />,
            label: <span data-testid="delegations">代办委托</span>,
            onClick: () => navigate("/delegations"),
          },
          {
            key: "out",
            icon: <LogoutOutlined />,
            label: <span data-testid="sign-out">退出登录</span>,
            onClick: () => leave.mutate(),
          },
        ],
      }}
    >
      <Button type="text" icon={<UserOutlined />} aria-label={`${me.name}，账户菜单`} data-testid="account">
        <span className="wide-only">{me.name}</span>
      </Button>
    </Dropdown>
  );
}
