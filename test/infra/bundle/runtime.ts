/**
 * The process of one Lambda container, as AWS's own runtime for Node is: it loads the handler from LAMBDA_TASK_ROOT,
 * then asks the Runtime API for one event after the other. Nothing of the repository is imported here.
 */

const { AWS_LAMBDA_RUNTIME_API: host = "", LAMBDA_TASK_ROOT: root = "", _HANDLER: name = "" } = process.env;
const api = `http://${host}/2018-06-01/runtime`;

const post = (path: string, value: unknown) =>
  fetch(`${api}/${path}`, { method: "POST", body: JSON.stringify(value ?? null) });

function fault(error: unknown, type?: string) {
  const {
    name: errorType,
    message: errorMessage,
    stack,
  } = error instanceof Error ? error : new Error(String(error));
  return { errorType: type ?? errorType, errorMessage, trace: stack?.split("\n") };
}

type Handler = (event: unknown, context: unknown) => unknown;

async function load(): Promise<Handler> {
  const [file = "", exported = ""] = name.split(".");
  const bundle: Record<string, unknown> = await import(`${root}/${file}.mjs`).catch(
    async (error: unknown) => {
      await post("init/error", fault(error, "Runtime.ImportModuleError"));
      return process.exit(1);
    },
  );
  const handler = bundle[exported];
  if (typeof handler === "function") return handler as Handler;
  await post(
    "init/error",
    fault(new Error(`${name} is undefined or not exported`), "Runtime.HandlerNotFound"),
  );
  return process.exit(1);
}

const handler = await load();
for (;;) {
  const next = await fetch(`${api}/invocation/next`);
  const id = next.headers.get("lambda-runtime-aws-request-id") ?? "";
  const deadline = Number(next.headers.get("lambda-runtime-deadline-ms"));
  const context = {
    awsRequestId: id,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    invokedFunctionArn: next.headers.get("lambda-runtime-invoked-function-arn"),
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
  try {
    await post(`invocation/${id}/response`, await handler(await next.json(), context));
  } catch (error) {
    console.error(error);
    await post(`invocation/${id}/error`, fault(error));
  }
}
