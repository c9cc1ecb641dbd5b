/** All functions of the registry as Lambda gets them: built, zipped, and unpacked again where nothing else lies. */
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { nodejsOf, type Packaging } from "../../../functions/manifest/packaging.ts";
import { type FunctionEntry, functions } from "../../../functions/manifest/registry.ts";
import { unzip, zip } from "./archive.ts";
import { build } from "./build.ts";

export interface Packed {
  readonly name: string;
  /** The unpacked zip: Lambda's /var/task. */
  readonly root: string;
  /** `bundle.handler` */
  readonly handler: string;
  readonly zipBytes: number;
  readonly unzippedBytes: number;
  /** Of `bundle.mjs` and what it imports before anything happens. */
  readonly startBytes: number;
  /** Source files that are in those, from the repository's root; and in any file. */
  readonly startModules: readonly string[];
  readonly modules: readonly string[];
}

/** Packs one function below `folder`. Throws what the build says when it cannot be built. */
export async function pack(
  name: string,
  entry: Pick<FunctionEntry, "handler" | keyof Packaging>,
  folder: string,
): Promise<Packed> {
  const out = join(folder, `${name}-src`);
  const built = await build({ handler: entry.handler, properties: nodejsOf(entry) }, out);
  if (!built.metafile) throw new Error(`${name}: ${built.errors.join("\n")}`);
  const code = join(folder, `${name}.zip`);
  await zip(built, entry.assets ?? [], code);
  await rm(out, { recursive: true });
  const root = join(folder, name);
  const unzippedBytes = await unzip(code, root);
  return {
    name,
    root,
    handler: built.handler,
    zipBytes: (await stat(code)).size,
    unzippedBytes,
    ...weigh(built.metafile),
  };
}

/** What is read at the start of a container, and what only when needed. */
function weigh({ outputs }: Metafile): Pick<Packed, "startBytes" | "startModules" | "modules"> {
  const atStart = new Set<string>();
  const follow = (path: string) => {
    if (atStart.has(path)) return;
    atStart.add(path);
    for (const imported of outputs[path]?.imports ?? [])
      if (!imported.external && imported.kind === "import-statement") follow(imported.path);
  };
  for (const path of Object.keys(outputs)) if (path.endsWith("/bundle.mjs")) follow(path);
  const modulesOf = (paths: Iterable<string>) => [
    ...new Set([...paths].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}))),
  ];
  return {
    startBytes: [...atStart].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0),
    startModules: modulesOf(atStart),
    modules: modulesOf(Object.keys(outputs)),
  };
}

export async function packAll(folder: string): Promise<Packed[]> {
  const packed: Packed[] = [];
  for (const [name, entry] of Object.entries<FunctionEntry>(functions))
    packed.push(await pack(name, entry, folder));
  return packed;
}
