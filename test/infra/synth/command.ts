/**
 * Stands in for the SST command line while infra/ runs: SST's components ask it, over loopback HTTP, to prepare the
 * account and to build functions. Listens in the test's own process, so that a test can say how functions are built.
 */
import { createServer } from "node:http";
import type { BuildAnswer, BuildRequest } from "./plan.ts";

export type Build = (request: BuildRequest) => Promise<BuildAnswer>;

interface Call {
  readonly method: string;
  readonly params: readonly [unknown];
}

export interface CommandLine {
  readonly url: string;
  /** What was to be built, in the order asked. */
  readonly builds: readonly BuildRequest[];
  close(): Promise<void>;
}

export async function openCommandLine(build: Build, account: string): Promise<CommandLine> {
  const builds: BuildRequest[] = [];

  async function answer({ method, params: [input] }: Call): Promise<unknown> {
    switch (method) {
      case "Provider.Aws.Bootstrap":
        return {
          asset: "sst-asset",
          state: "sst-state",
          assetEcrRegistryId: account,
          assetEcrUrl: "sst-asset",
          appsyncHttp: "",
          appsyncRealtime: "",
        };
      case "Runtime.Build": {
        // SST's own component sends it, in the shape of pkg/runtime of the same version.
        const request = input as BuildRequest;
        builds.push(request);
        return build(request);
      }
      default:
        throw new Error(`the mocked deployment has no ${method}`);
    }
  }

  const server = createServer(async (incoming, outgoing) => {
    let body = "";
    for await (const chunk of incoming) body += chunk;
    const reply = await answer(JSON.parse(body)).then(
      (result) => ({ result, error: null }),
      (error: unknown) => ({ result: null, error: String(error) }),
    );
    outgoing.end(JSON.stringify(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    builds,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
