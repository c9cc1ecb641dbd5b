import { expect, test } from "vitest";
import { deadLetterOf, queued } from "./queue-letter.ts";

/** As Lambda hands a queue's message over. */
const record = (body: unknown, attributes: Record<string, string> = {}) =>
  queued.parse({
    messageId: "m-1",
    receiptHandle: "r",
    body: typeof body === "string" ? body : JSON.stringify(body),
    attributes: { ApproximateReceiveCount: "6", SentTimestamp: "1787187600000" },
    messageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, stringValue]) => [name, { stringValue, dataType: "String" }]),
    ),
    eventSource: "aws:sqs",
  });

test("an event of the inbox keeps its body, so that the file can be found", () => {
  const event = {
    Records: [{ eventName: "ObjectCreated:Post", s3: { object: { key: "inbox/u/tkt_1/a.docx" } } }],
  };
  expect(deadLetterOf(record(event))).toEqual({
    what: "收件箱事件",
    error: "多次处理失败，原因见函数 Intake 的日志",
    attempts: 6,
    body: JSON.stringify(event),
  });
});

test("a scheduled function that failed for good tells its name and its error", () => {
  const destination = {
    version: "1.0",
    requestContext: {
      requestId: "1",
      functionArn:
        "arn:aws:lambda:ap-east-1:123456789012:function:qiyou-production-RemindFunction-bcdfghjk:$LATEST",
      condition: "RetriesExhausted",
      approximateInvokeCount: 3,
    },
    requestPayload: {},
    responseContext: { statusCode: 200, functionError: "Unhandled" },
    responsePayload: { errorType: "Error", errorMessage: "no office" },
  };
  expect(deadLetterOf(record(destination))).toEqual({
    what: "定时任务 Remind",
    error: "no office",
    attempts: 3,
    body: "{}",
  });
});

test("a firing that could not be delivered tells what the scheduler said", () => {
  const said = {
    ERROR_CODE: "AccessDeniedException",
    ERROR_MESSAGE: "not authorized to invoke",
    RETRY_ATTEMPTS: "3",
    TARGET_ARN: "arn:aws-cn:lambda:cn-north-1:123456789012:function:qiyou-production-SweepFunction-bcdfghjk",
  };
  expect(deadLetterOf(record("{}", said))).toEqual({
    what: "定时任务 Sweep",
    error: "AccessDeniedException not authorized to invoke",
    attempts: 4,
    body: "{}",
  });
});

test("a body that is no JSON is kept all the same", () => {
  expect(deadLetterOf(record("not json")).body).toBe("not json");
});
