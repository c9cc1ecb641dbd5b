/**
 * What a message of the dead-letter queue tells of what was given up. Three kinds arrive there on AWS:
 *
 *   inbox queue ── five receives ──────────────▶ the store's event, as it was
 *   scheduled function ── three attempts ──────▶ Lambda's record of the invocation ("Destinations")
 *   scheduler ── cannot call the function ─────▶ the call's input, and the error in the message's attributes
 */
import * as z from "zod";

export interface DeadLetter {
  readonly what: string;
  readonly error: string;
  readonly attempts: number;
  readonly body: string;
}

/** A record of a queue's event, as far as it is looked at. */
export const queued = z.object({
  messageId: z.string(),
  body: z.string(),
  attributes: z.object({ ApproximateReceiveCount: z.coerce.number() }),
  messageAttributes: z.record(z.string(), z.object({ stringValue: z.string().optional() })).default({}),
});

const invocation = z.object({
  requestContext: z.object({
    functionArn: z.string(),
    condition: z.string(),
    approximateInvokeCount: z.number(),
  }),
  requestPayload: z.unknown(),
  responsePayload: z.object({ errorType: z.string().optional(), errorMessage: z.string() }).nullish(),
});

export function deadLetterOf({
  body,
  attributes,
  messageAttributes,
}: Omit<z.output<typeof queued>, "messageId">): DeadLetter {
  const failed = invocation.safeParse(json(body));
  if (failed.success) {
    const { requestContext, requestPayload, responsePayload } = failed.data;
    return {
      what: `定时任务 ${functionOf(requestContext.functionArn)}`,
      error: responsePayload?.errorMessage ?? requestContext.condition,
      attempts: requestContext.approximateInvokeCount,
      body: JSON.stringify(requestPayload ?? ""),
    };
  }
  const said = (name: string) => messageAttributes[name]?.stringValue;
  const code = said("ERROR_CODE");
  if (code)
    return {
      what: `定时任务 ${functionOf(said("TARGET_ARN") ?? "")}`,
      error: `${code} ${said("ERROR_MESSAGE") ?? ""}`.trim(),
      attempts: Number(said("RETRY_ATTEMPTS") ?? 0) + 1,
      body,
    };
  return {
    what: "收件箱事件",
    error: "多次处理失败，原因见函数 Intake 的日志",
    attempts: attributes.ApproximateReceiveCount,
    body,
  };
}

/** `arn:…:function:qiyou-production-RemindFunction-abcdefgh:$LATEST` → Remind */
function functionOf(arn: string): string {
  const name = arn.split(":")[6] ?? "";
  return /-([A-Za-z]+)Function-[a-z]+$/.exec(name)?.[1] ?? name;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
