/**
 * One Lambda container: a process with the unpacked zip and nothing else, spoken to through Lambda's Runtime API. It
 * starts when first needed and takes one event at a time, later ones wait.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FunctionError } from "../../../local/lambda/function-error.ts";
import { functionArn } from "../../../local/names.ts";

const RUNTIME = fileURLToPath(new URL("./runtime.ts", import.meta.url));
/** Of an answer; Lambda's own limit. */
const MAX_BYTES = 6 * 1024 * 1024;

export interface ContainerOptions {
  readonly name: string;
  /** The unpacked zip. */
  readonly root: string;
  /** `bundle.handler` */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
}

interface Invocation {
  readonly id: string;
  readonly payload: string;
  readonly settle: (answer: { value: unknown } | { fault: FunctionError }) => void;
}

export class Container {
  readonly #options: ContainerOptions;
  readonly #waiting: Invocation[] = [];
  #running: Invocation | undefined;
  /** The process asks for work and there is none. */
  #asking: ServerResponse | undefined;
  #started: Promise<{ child: ChildProcess; server: Server; temporary: string }> | undefined;
  #count = 0;
  /** What the process has printed. */
  printed = "";

  constructor(options: ContainerOptions) {
    this.#options = options;
  }

  /** Runs the handler. Rejects with a FunctionError as Lambda words it. */
  async invoke(event: unknown): Promise<unknown> {
    this.#started ??= this.#start();
    await this.#started;
    return new Promise((resolve, reject) => {
      const settle: Invocation["settle"] = (answer) =>
        "fault" in answer ? reject(answer.fault) : resolve(answer.value);
      this.#waiting.push({ id: `${++this.#count}`, payload: JSON.stringify(event ?? null), settle });
      this.#hand();
    });
  }

  /** The most memory its process has held at once; 0 when it has not run. */
  async peakMegabytes(): Promise<number> {
    const started = await this.#started;
    if (!started) return 0;
    const status = await readFile(`/proc/${started.child.pid}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  }

  async close(): Promise<void> {
    const started = await this.#started;
    if (!started) return;
    const { child, server, temporary } = started;
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    server.closeAllConnections();
    server.close();
    await rm(temporary, { recursive: true, force: true });
  }

  async #start() {
    const server = createServer((request, response) => void this.#answer(request, response));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const temporary = await mkdtemp(join(tmpdir(), `lambda-${this.#options.name}-`));
    const { name, root, handler, memoryMegabytes } = this.#options;
    // As on Lambda: code is read only, only the temporary folder can be written; here the repository is out of sight too.
    const sight = [root, RUNTIME, temporary].map((path) => `--allow-fs-read=${path}`);
    const child = spawn(
      process.execPath,
      [
        "--permission",
        "--allow-addons",
        "--allow-worker",
        "--allow-child-process",
        ...sight,
        `--allow-fs-write=${temporary}`,
        RUNTIME,
      ],
      {
        cwd: root,
        env: {
          ...environment(),
          AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
          AWS_LAMBDA_FUNCTION_NAME: name,
          AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
          LAMBDA_TASK_ROOT: root,
          _HANDLER: handler,
          TMPDIR: temporary,
          TZ: ":UTC",
          NODE_NO_WARNINGS: "1",
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        this.printed += text;
      });
    child.once("exit", (code, signal) => this.#died(`Runtime exited: ${signal ?? code}`));
    return { child, server, temporary };
  }

  #hand(): void {
    const invocation = this.#asking && this.#waiting.shift();
    if (!invocation || !this.#asking) return;
    this.#running = invocation;
    this.#asking.writeHead(200, {
      "content-type": "application/json",
      "lambda-runtime-aws-request-id": invocation.id,
      "lambda-runtime-deadline-ms": String(Date.now() + this.#options.timeoutSeconds * 1000),
      "lambda-runtime-invoked-function-arn": functionArn(this.#options.name),
    });
    this.#asking.end(invocation.payload);
    this.#asking = undefined;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.endsWith("/invocation/next")) {
      this.#asking = response;
      this.#hand();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    response.writeHead(202).end();
    const value: unknown = JSON.parse(body.toString("utf8"));
    if (request.url?.endsWith("/init/error")) this.#fail(faultIn(value));
    else if (request.url?.endsWith("/error")) this.#settle({ fault: faultIn(value) });
    else if (body.length > MAX_BYTES)
      this.#settle({
        fault: new FunctionError("Function.ResponseSizeTooLarge", `${body.length} bytes exceed ${MAX_BYTES}`),
      });
    else this.#settle({ value });
  }

  #settle(answer: Parameters<Invocation["settle"]>[0]): void {
    this.#running?.settle(answer);
    this.#running = undefined;
  }

  #fail(fault: FunctionError): void {
    this.#settle({ fault });
    for (const { settle } of this.#waiting.splice(0)) settle({ fault });
  }

  #died(why: string): void {
    this.#fail(new FunctionError("Runtime.ExitError", `${why}\n${this.printed.slice(-2000)}`));
  }
}

function faultIn(value: unknown): FunctionError {
  const { errorType = "Error", errorMessage = "" } = Object(value);
  return new FunctionError(String(errorType), String(errorMessage));
}

/** What the one-machine cloud gives its functions, and nothing else of this process. */
const GIVEN =
  /^(AWS_REGION|AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|AWS_EC2_METADATA_DISABLED|AWS_ENDPOINT_URL_\w+|QIYOU_UPLOAD_ORIGIN|SST_RESOURCE\w*)$/;

const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => GIVEN.test(name)));
