/**
 * What AWS asks, before any free tier. Prices change and differ between regions: whoever deploys elsewhere writes the
 * prices of that region here, and the date.
 */
import type { Measure } from "./tally.ts";

export const PRICES_OF = {
  region: "us-east-1",
  /** When the table was written. */
  date: "2026-11-22",
  currency: "$",
} as const;

export interface Price {
  readonly name: string;
  /** Of how many of the measure's units `dollars` is the price. */
  readonly per: number;
  readonly dollars: number;
  /** How the price is spoken of: 每百万次. */
  readonly perLabel: string;
  /** What the measure counts, for the table. */
  readonly unit: string;
  /** Stored things are paid by the month, all others once. */
  readonly monthly?: true;
  /** Whose page it is from. */
  readonly source: string;
  /** Read there, or in a public quotation of that page, when the table was written; the others are from memory. */
  readonly checked: boolean;
}

const MILLION = 1_000_000;

export const prices: Readonly<Record<Measure, Price>> = {
  stateTransitions: {
    name: "Step Functions 状态转换",
    per: 1000,
    dollars: 0.025,
    perLabel: "每千次",
    unit: "次",
    source: "aws.amazon.com/step-functions/pricing",
    checked: true,
  },
  lambdaInvocations: {
    name: "Lambda 调用",
    per: MILLION,
    dollars: 0.2,
    perLabel: "每百万次",
    unit: "次",
    source: "aws.amazon.com/lambda/pricing",
    checked: true,
  },
  lambdaGigabyteSeconds: {
    name: "Lambda 计算",
    per: 1,
    dollars: 0.000_016_666_7,
    perLabel: "每 GB·秒（x86）",
    unit: "GB·秒",
    source: "aws.amazon.com/lambda/pricing",
    checked: true,
  },
  tableWriteUnits: {
    name: "DynamoDB 写",
    per: MILLION,
    dollars: 0.625,
    perLabel: "每百万写单位",
    unit: "单位",
    source: "aws.amazon.com/dynamodb/pricing/on-demand",
    checked: true,
  },
  tableReadUnits: {
    name: "DynamoDB 读",
    per: MILLION,
    dollars: 0.125,
    perLabel: "每百万读单位",
    unit: "单位",
    source: "aws.amazon.com/dynamodb/pricing/on-demand",
    checked: true,
  },
  tableGigabytes: {
    name: "DynamoDB 存储和时间点恢复",
    per: 1,
    // 0.25 for the table and its indexes, 0.20 for point-in-time recovery, as if it covered the indexes too.
    dollars: 0.45,
    perLabel: "每 GB·月",
    unit: "GB",
    monthly: true,
    source: "aws.amazon.com/dynamodb/pricing/on-demand",
    checked: false,
  },
  bucketWrites: {
    name: "S3 PUT、COPY、POST、LIST",
    per: 1000,
    dollars: 0.005,
    perLabel: "每千次",
    unit: "次",
    source: "aws.amazon.com/s3/pricing",
    checked: false,
  },
  bucketReads: {
    name: "S3 GET 等",
    per: 1000,
    dollars: 0.0004,
    perLabel: "每千次",
    unit: "次",
    source: "aws.amazon.com/s3/pricing",
    checked: false,
  },
  bucketGigabytes: {
    name: "S3 存储",
    per: 1,
    dollars: 0.023,
    perLabel: "每 GB·月",
    unit: "GB",
    monthly: true,
    source: "aws.amazon.com/s3/pricing",
    checked: false,
  },
  queueRequests: {
    name: "SQS",
    per: MILLION,
    dollars: 0.4,
    perLabel: "每百万次",
    unit: "次",
    source: "aws.amazon.com/sqs/pricing",
    checked: false,
  },
  apiRequests: {
    name: "API Gateway HTTP API",
    per: MILLION,
    dollars: 1,
    perLabel: "每百万次",
    unit: "次",
    source: "aws.amazon.com/api-gateway/pricing",
    checked: true,
  },
  scheduledCalls: {
    name: "EventBridge Scheduler",
    per: MILLION,
    dollars: 1,
    perLabel: "每百万次",
    unit: "次",
    source: "aws.amazon.com/eventbridge/pricing",
    checked: false,
  },
  logGigabytes: {
    name: "CloudWatch 日志",
    per: 1,
    dollars: 0.5,
    perLabel: "每 GB",
    unit: "GB",
    source: "aws.amazon.com/cloudwatch/pricing",
    checked: false,
  },
  outGigabytes: {
    name: "出站流量",
    per: 1,
    dollars: 0.09,
    perLabel: "每 GB",
    unit: "GB",
    source: "aws.amazon.com/ec2/pricing/on-demand",
    checked: true,
  },
};

/** An alarm, and a metric of the product's own, a month each. From memory. */
export const ALARM_DOLLARS = 0.1;
export const METRIC_DOLLARS = 0.3;
