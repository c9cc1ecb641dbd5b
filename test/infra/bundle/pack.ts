/** All functions of the registry as Lambda gets them: built, zipped, and unpacked again where nothing else lies. */
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { nodejsOf } from "../../../functions/packaging.ts";
import { type FunctionEntry, functions } from "../../../functions/registry.ts";
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
  /** Of `bundle.mjs`. */
  readonly bundleBytes: number;
  /** Source files in the bundle, from the repository's root. */
  readonly modules: readonly string[];
}

/** Packs one function below `folder`. Throws what the build says when it cannot be built. */
export async function pack(name: string, entry: FunctionEntry, folder: string): Promise<Packed> {
  const out = join(folder, `${name}-src`);
  const built = await build({ handler: entry.handler, properties: nodejsOf(entry) }, out);
  if (built.errors.length > 0) throw new Error(`${name}: ${built.errors.join("\n")}`);
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
    bundleBytes: (await stat(join(root, "bundle.mjs"))).size,
    modules: Object.keys(built.metafile?.inputs ?? {}),
  };
}

export async function packAll(folder: string): Promise<Packed[]> {
  const packed: Packed[] = [];
  for (const [name, entry] of Object.entries<FunctionEntry>(functions))
    packed.push(await pack(name, entry, folder));
  return packed;
}
