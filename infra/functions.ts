/** Every function of the registry, with the rights of its grant and nothing more. */
import { nodejsOf } from "../functions/manifest/packaging.ts";
import { type FunctionEntry, type FunctionName, functions } from "../functions/manifest/registry.ts";
import { gateway } from "./gateway.ts";
import { linksOf, permissionsOf } from "./permissions.ts";
import { signInEnvironment } from "./sign-in.ts";
import { logs } from "./stage.ts";

/** What Sweep measures is filed under the stage. */
export const METRICS = "Qiyou";

const environments: Partial<Record<FunctionName, Record<string, string>>> = {
  Api: signInEnvironment,
  Sweep: { QIYOU_METRICS: JSON.stringify({ namespace: METRICS, stage: $app.stage }) },
  // Hosts that messages may go to, as the deployer names them.
  Deliver: process.env.QIYOU_OUTGOING ? { QIYOU_OUTGOING: process.env.QIYOU_OUTGOING } : {},
};

function deploy(name: FunctionName, entry: FunctionEntry) {
  const { handler, timeoutSeconds, memoryMegabytes, assets = [] } = entry;
  return new sst.aws.Function(name, {
    handler,
    runtime: "nodejs24.x",
    architecture: "x86_64",
    timeout: `${timeoutSeconds} seconds`,
    memory: `${memoryMegabytes} MB`,
    link: linksOf(name),
    permissions: permissionsOf(name),
    environment: environments[name] ?? {},
    logging: { retention: logs.retention },
    nodejs: nodejsOf(entry),
    copyFiles: [...assets],
  });
}

const deployed = new Map<string, sst.aws.Function>();
each(functions, (name, entry) => deployed.set(name, deploy(name, entry)));

function each<Name extends string, Entry>(
  table: Readonly<Record<Name, Entry>>,
  use: (name: Name, entry: Entry) => void,
): void {
  for (const name in table) use(name, table[name]);
}

/** The deployed function that the registry calls so; throws when the registry knows none. */
export function functionNamed(name: string): sst.aws.Function {
  const found = deployed.get(name);
  if (!found) throw new Error(`functions/manifest/registry.ts has no ${name}`);
  return found;
}

gateway.route("ANY /api/{path+}", functionNamed("Api").arn);
