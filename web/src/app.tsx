/** The routes. Pages load when first opened, so that a phone behind an upload link carries only what it needs. */

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Button, Result } from "antd";
import { lazy, Suspense, useState } from "react";
import { Link, Navigate, Route, Routes, useNavigate } from "react-router";
import { Refused } from "../../functions/api/contract/refused.ts";
import { Frame } from "./account/frame.tsx";
import { placesOf, TASKS, useMe } from "./account/me.ts";
import { useFirstSteps } from "./organisation/first-steps.tsx";
import { Fault } from "./page/fault.tsx";
import { Waiting } from "./page/waiting.tsx";
import { signInFor } from "./sign-in/next.ts";

const SignInPage = lazy(() => import("./sign-in/page.tsx"));
const ReturnedPage = lazy(() => import("./sign-in/returned.tsx"));
const InvitationPage = lazy(() => import("./sign-in/invitation-page.tsx"));
const AccountPage = lazy(() => import("./account/page.tsx"));
const UploadPage = lazy(() => import("./upload/page.tsx"));
const TasksPage = lazy(() => import("./tasks/page.tsx"));
const DelegationsPage = lazy(() => import("./tasks/delegations-page.tsx"));
const UnitDeskPage = lazy(() => import("./unit-desk/page.tsx"));
const QueuePage = lazy(() => import("./review-desk/queue-page.tsx"));
const DocumentPage = lazy(() => import("./review-desk/document-page.tsx"));
const NoticesPage = lazy(() => import("./notice/list-page.tsx"));
const NoticePage = lazy(() => import("./notice/page.tsx"));
const OrganisationPage = lazy(() => import("./organisation/page.tsx"));
const MembersPage = lazy(() => import("./organisation/members-page.tsx"));
const MessagesPage = lazy(() => import("./messages/page.tsx"));
const OperationsPage = lazy(() => import("./operations/page.tsx"));
const VerifyPage = lazy(() => import("./verify/page.tsx"));

export function App() {
  const navigate = useNavigate();
  const [queries] = useState(() => {
    const onError = (error: Error) => {
      if (!(error instanceof Refused && error.signInNeeded)) return;
      const { pathname, search } = window.location;
      if (pathname !== "/sign-in") navigate(signInFor(pathname + search));
    };
    return new QueryClient({
      queryCache: new QueryCache({ onError }),
      mutationCache: new MutationCache({ onError }),
      defaultOptions: {
        queries: {
          staleTime: 5_000,
          // A refusal is an answer; only a missing connection is worth asking again.
          retry: (count, error) => count < 2 && error instanceof Refused && error.status === 0,
        },
      },
    });
  });
  return (
    <QueryClientProvider client={queries}>
      <Fault>
        <Suspense fallback={<Waiting />}>
          <Routes>
            <Route path="/sign-in" element={<SignInPage />} />
            <Route path="/sign-in/returned" element={<ReturnedPage />} />
            <Route path="/invitation" element={<InvitationPage />} />
            <Route path="/u/:token" element={<UploadPage />} />
            <Route path="/verify/:code" element={<VerifyPage />} />
            <Route element={<Frame />}>
              <Route path="/" element={<Start />} />
              <Route path="/tasks" element={<TasksPage />} />
              <Route path="/delegations" element={<DelegationsPage />} />
              <Route path="/unit/:id?" element={<UnitDeskPage />} />
              <Route path="/review" element={<QueuePage />} />
              <Route path="/review/:id" element={<DocumentPage />} />
              <Route path="/notices" element={<NoticesPage />} />
              <Route path="/notices/:id" element={<NoticePage />} />
              <Route path="/account" element={<AccountPage />} />
              <Route path="/organisation" element={<OrganisationPage />} />
              <Route path="/members" element={<MembersPage />} />
              <Route path="/messages" element={<MessagesPage />} />
              <Route path="/operations" element={<OperationsPage />} />
            </Route>
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </Fault>
    </QueryClientProvider>
  );
}

/** `/` leads to what waits for whoever signs in. */
function Start() {
  const { data } = useMe();
  if (!data) return <Waiting />;
  if (data.roles.includes("administrator")) return <AdministratorStart />;
  return <Navigate to={placesOf(data.roles)[0]?.path ?? TASKS} replace />;
}

/** An office that is not set up yet begins with its first steps. */
function AdministratorStart() {
  const { data, isError } = useFirstSteps();
  if (!data && !isError) return <Waiting />;
  const isReady = !data || data.steps.every(({ done, optional }) => done || optional);
  return <Navigate to={isReady ? TASKS : "/organisation"} replace />;
}

function NotFound() {
  return (
    <Result
      status="404"
      title="没有这个页面"
      subTitle="请检查地址是否完整；上传链接请从原消息中重新打开。"
      extra={
        <Link to="/">
          <Button type="primary">回到首页</Button>
        </Link>
      }
    />
  );
}
