/** Runs functions of the registry in this process, as Lambda would: JSON in, JSON out, a deadline, errors by name. */
import { log } from "../../functions/adapters/log.ts";
import { FunctionError, type Invoke } from "./function-error.ts";

/** How long a function may run, by name. */
type Limits = Readonly<Record<string, { readonly timeoutSeconds: number }>>;
export type Handlers = Readonly<
  Record<string, { readonly load: () => Promise<{ handler: (...input: never[]) => unknown }> }>
>;

export function createInvoker(functions: Limits, handlers: Handlers): Invoke {
  return async (functionName, payload) => {
    const entry = functions[functionName];
    const code = handlers[functionName];
    if (!entry || !code)
      throw new FunctionError("ResourceNotFoundException", `Function not found: ${functionName}`);
    const result = await withDeadline(functionName, entry.timeoutSeconds, async () => {
      const { handler } = await code.load();
      // Handlers parse their event themselves; to the type system they take anything.
      const run = handler as (event: unknown) => unknown;
      return run(plain(payload));
    });
    return plain(result) ?? null;
  };
}

const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));

async function withDeadline<T>(name: string, seconds: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new FunctionError("Sandbox.Timedout", `${name} timed out after ${seconds} seconds`)),
      seconds * 1000,
    );
  });
  try {
    return await Promise.race([work(), late]);
  } catch (error) {
    if (error instanceof FunctionError) throw error;
    log.error({ code: "function_failed", message: `${name} failed`, error });
    const { name: type, message } = error instanceof Error ? error : new Error(String(error));
    throw new FunctionError(type, message, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
