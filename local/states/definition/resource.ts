/** What a Task may call: a function through the Lambda integration, with or without a task token, or a function directly. */

export type Target =
  | { kind: "invoke"; token: boolean; resource: string }
  | { kind: "function"; functionName: string };

const INTEGRATION = /^arn:aws[a-z-]*:states:::lambda:(invoke(\.waitForTaskToken)?)$/;
const FUNCTION = /^arn:aws[a-z-]*:lambda:[^:]*:[^:]*:function:([A-Za-z0-9_-]+)(:[A-Za-z0-9_$-]+)?$/;
export const S3_OBJECT = /^arn:aws[a-z-]*:states:::s3:getObject$/;

/** The target of a Task's `Resource`, or undefined when there is no such integration here. */
export function targetOf(resource: string): Target | undefined {
  const integration = INTEGRATION.exec(resource);
  if (integration?.[1])
    return { kind: "invoke", token: integration[2] !== undefined, resource: integration[1] };
  const name = FUNCTION.exec(resource)?.[1];
  return name === undefined ? undefined : { kind: "function", functionName: name };
}

/** The bare name in a FunctionName argument, which may be a name, a partial or a whole ARN, with a qualifier. */
export function functionNameOf(reference: string): string {
  const tail = reference.includes("function:") ? reference.replace(/^.*function:/, "") : reference;
  return tail.split(":")[0] ?? tail;
}
