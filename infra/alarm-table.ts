/** The alarms as data: what is measured, when that is too much, and what the administrator reads then. */

export interface AlarmMetric {
  readonly id: string;
  /** Of AWS's own; without one, the product's. */
  readonly namespace?: string;
  readonly metric: string;
  /** Whose metric it is. */
  readonly of:
    | "everything"
    | "stage"
    | "DeadLetters"
    | "InboxEvents"
    | "InboxTurns"
    | "RecordDeadLetter"
    | "Gateway"
    | "Table"
    | "ReviewFlow"
    | "NoticeFlow";
  readonly stat: "Sum" | "Maximum";
}

export interface Alarm {
  readonly name: string;
  readonly says: string;
  readonly metrics: readonly AlarmMetric[];
  /** CloudWatch metric math over the metrics' ids. */
  readonly formula: string;
  readonly over: number;
  /** Length of one period. */
  readonly minutes: number;
  /** Periods in a row that must be over; 1 when left out. */
  readonly periods?: number;
}

/** What did not happen is not measured either; a sum takes it for nothing. */
const sum = (...ids: string[]): string => ids.map((id) => `FILL(${id}, 0)`).join(" + ");

const ended = (of: "ReviewFlow" | "NoticeFlow"): AlarmMetric[] =>
  ["ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"].map((metric, index) => ({
    id: `${of === "ReviewFlow" ? "review" : "notice"}${index}`,
    namespace: "AWS/States",
    metric,
    of,
    stat: "Sum",
  }));

export const alarms: readonly Alarm[] = [
  {
    name: "DeadLetterArrived",
    says: "有事件多次处理失败，已存入死信。请在“管理—未能处理的事项”查看原因，处理后重新报送或重新执行。",
    metrics: [
      { id: "buried", namespace: "AWS/Lambda", metric: "Invocations", of: "RecordDeadLetter", stat: "Sum" },
    ],
    formula: "buried",
    over: 0,
    minutes: 5,
  },
  {
    name: "DeadLettersWaiting",
    says: "死信队列中有消息超过 15 分钟没有登记。请查看函数 RecordDeadLetter 的日志；消息最多保留 14 天。",
    metrics: [
      {
        id: "waiting",
        namespace: "AWS/SQS",
        metric: "ApproximateNumberOfMessagesVisible",
        of: "DeadLetters",
        stat: "Maximum",
      },
    ],
    formula: "waiting",
    over: 0,
    minutes: 5,
    periods: 3,
  },
  {
    name: "IntakeBehind",
    says: "已上传的文件等待登记超过 10 分钟。请查看函数 Intake 的日志和并发限额，以及管道 turns 是否停用。",
    metrics: [
      {
        id: "events",
        namespace: "AWS/SQS",
        metric: "ApproximateAgeOfOldestMessage",
        of: "InboxEvents",
        stat: "Maximum",
      },
      {
        id: "turns",
        namespace: "AWS/SQS",
        metric: "ApproximateAgeOfOldestMessage",
        of: "InboxTurns",
        stat: "Maximum",
      },
    ],
    formula: `MAX([${sum("events")}, ${sum("turns")}])`,
    over: 600,
    minutes: 5,
    periods: 2,
  },
  {
    name: "OldestTask",
    says: "最早的待审核文件已等待超过 10 天。请在“审核”按到期时间处理，或增派审核员。",
    metrics: [{ id: "days", metric: "OldestTaskDays", of: "stage", stat: "Maximum" }],
    formula: "days",
    over: 10,
    minutes: 15,
    periods: 2,
  },
  {
    name: "FailedExecutions",
    says: "有审核或通报流程失败、超时或被中止。清理程序会自动重新启动；反复出现时请查看流程日志。",
    metrics: [...ended("ReviewFlow"), ...ended("NoticeFlow")],
    formula: sum("review0", "review1", "review2", "notice0", "notice1", "notice2"),
    over: 0,
    minutes: 5,
  },
  {
    name: "Throttles",
    says: "函数、数据表或流程被限流。请提高账户的 Lambda 并发限额，或错开集中报送的时间。",
    metrics: [
      { id: "functions", namespace: "AWS/Lambda", metric: "Throttles", of: "everything", stat: "Sum" },
      { id: "reads", namespace: "AWS/DynamoDB", metric: "ReadThrottleEvents", of: "Table", stat: "Sum" },
      { id: "writes", namespace: "AWS/DynamoDB", metric: "WriteThrottleEvents", of: "Table", stat: "Sum" },
      { id: "review", namespace: "AWS/States", metric: "ExecutionThrottled", of: "ReviewFlow", stat: "Sum" },
      { id: "notice", namespace: "AWS/States", metric: "ExecutionThrottled", of: "NoticeFlow", stat: "Sum" },
    ],
    formula: sum("functions", "reads", "writes", "review", "notice"),
    over: 0,
    minutes: 5,
    periods: 2,
  },
  {
    name: "ErrorRate",
    says: "网页接口出错的请求超过 2%。请查看函数 Api 的日志。",
    metrics: [
      { id: "wrong", namespace: "AWS/ApiGateway", metric: "5xx", of: "Gateway", stat: "Sum" },
      { id: "asked", namespace: "AWS/ApiGateway", metric: "Count", of: "Gateway", stat: "Sum" },
    ],
    formula: "IF(asked >= 20, 100 * FILL(wrong, 0) / asked, 0)",
    over: 2,
    minutes: 5,
    periods: 2,
  },
];
