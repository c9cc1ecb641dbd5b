/** The three faces of a page that asks the server: waiting, an error with a way to try again, the answer. */

import type { UseQueryResult } from "@tanstack/react-query";
import { Alert, Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { Refused } from "../../../functions/api/contract/refused.ts";

export function Answered<T>(props: {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}) {
  const { data, error, isFetching, refetch } = props.query;
  if (data !== undefined) return props.children(data);
  if (error) {
    // What the server has refused stays refused; only a fault is worth another try.
    const final = error instanceof Refused && error.status >= 400 && error.status < 500;
    return (
      <Alert
        type={final ? "warning" : "error"}
        showIcon
        data-testid="load-error"
        title={error.message}
        action={
          final ? undefined : (
            <Button size="small" loading={isFetching} onClick={() => refetch()}>
              重试
            </Button>
          )
        }
      />
    );
  }
  return (
    <div role="status" aria-label="正在加载">
      <Skeleton active paragraph={{ rows: 6 }} />
    </div>
  );
}
