/** Who changed which unit, member, account or right when; and whether the register itself is whole. */
import { DownloadOutlined, SafetyCertificateOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Alert, Button, Card, Empty, Space, Timeline } from "antd";
import { endpoints } from "../../../functions/api/contract/endpoints.ts";
import { chineseInstant } from "../calendar/chinese-date.ts";
import { addressOf, call } from "../client.ts";
import { ChangeList } from "./change-list.tsx";

export function Register() {
  const register = useInfiniteQuery({
    queryKey: ["register"],
    queryFn: ({ pageParam }) => call(endpoints.register, { query: { before: pageParam } }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ entries }) => {
      const last = entries.at(-1)?.sequence;
      return last !== undefined && last > 1 ? last : undefined;
    },
  });
  const check = useMutation({ mutationFn: () => call(endpoints.verifyRegister) });
  const entries = register.data?.pages.flatMap((page) => page.entries) ?? [];
  const total = register.data?.pages[0]?.total ?? 0;
  if (register.error) return <Alert type="error" showIcon title={register.error.message} />;
  return (
    <Card
      size="small"
      loading={register.isPending}
      title={`${total} 项变更`}
      extra={
        <Space wrap>
          <Button
            icon={<SafetyCertificateOutlined />}
            loading={check.isPending}
            data-testid="verify-register"
            onClick={() => check.mutate()}
          >
            核验
          </Button>
          <Button icon={<DownloadOutlined />} href={addressOf(endpoints.registerExport)} download>
            导出
          </Button>
        </Space>
      }
    >
      {check.data && (
        <Alert
          type={check.data.whole ? "success" : "error"}
          showIcon
          style={{ marginBottom: 16 }}
          data-testid="register-verified"
          title={
            check.data.whole
              ? `${check.data.entries} 项变更前后相连，没有被改动或删除`
              : "登记有缺失或被改动，请联系运维人员从备份核对"
          }
        />
      )}
      {entries.length === 0 ? (
        <Empty description="还没有变更。增减单位、修改权限后，会逐项记在这里" />
      ) : (
        <Timeline
          data-testid="register"
          items={entries.map(({ sequence, at, byName, what, name, reason, changes }) => ({
            key: sequence,
            content: (
              <div>
                <div>
                  {byName || "未知人员"} {what} <strong>{name}</strong>
                  {reason && `（${reason}）`}
                </div>
                <ChangeList changes={changes} />
                <div className="quiet">
                  {chineseInstant(at)} · 第{sequence}项
                </div>
              </div>
            ),
          }))}
        />
      )}
      {register.hasNextPage && (
        <Button block loading={register.isFetchingNextPage} onClick={() => register.fetchNextPage()}>
          更早的变更
        </Button>
      )}
    </Card>
  );
}
