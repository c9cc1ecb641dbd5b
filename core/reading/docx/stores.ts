/** The values that a Word file keeps beside its text: its XML stores and its properties (ECMA-376 §22.5, part 2 §11). */
import type { Limits } from "../limits.ts";
import { parseXml } from "../xml.ts";
import type { Archive } from "../zip/archive.ts";
import { type Relation, readRelations } from "./package.ts";

type Node = { name: string; children: Node[]; attributes: Record<string, string | undefined>; text: string };

/** Stores that every file has, under the names by which controls ask for them. */
const properties: Record<string, string> = {
  "core-properties": "{6c3c8bc8-f283-45ae-878a-bab7291924a1}",
  "extended-properties": "{6668398d-a668-4e3e-a5eb-62b293d839f1}",
};
/** More than an office system puts into one file. */
const MAX_STORES = 50;

export class Stores {
  readonly #roots = new Map<string, Node>();

  add(id: string, root: Node): void {
    this.#roots.set(id.toLowerCase(), root);
  }

  /** The text at an XPath such as /ns0:record[1]/ns0:host[1]; a path that names no store is looked for in all. */
  value(store: string, path: string): string | undefined {
    const named = this.#roots.get(store.toLowerCase());
    for (const root of store === "" ? this.#roots.values() : named === undefined ? [] : [named]) {
      const found = follow(root, path);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** Reads the stores of a package: those related to its main part, and its properties. */
export async function readStores(
  archive: Archive,
  relations: readonly Relation[],
  limits: Limits,
): Promise<Stores> {
  const stores = new Stores();
  const custom = relations.filter(({ kind }) => kind === "customXml").slice(0, MAX_STORES);
  for (const { member } of custom) {
    const described = (await readRelations(archive, member, limits)).find(
      ({ kind }) => kind === "customXmlProps",
    );
    let id = member;
    await parseXml(archive, described?.member ?? "", limits, {
      open(name, { itemID }) {
        if (name === "datastoreItem" && itemID !== undefined) id = itemID;
      },
    });
    await addStore(stores, id, archive, member, limits);
  }
  for (const { kind, member } of await readRelations(archive, "", limits)) {
    const id = properties[kind];
    if (id !== undefined) await addStore(stores, id, archive, member, limits);
  }
  return stores;
}

async function addStore(
  stores: Stores,
  id: string,
  archive: Archive,
  member: string,
  limits: Limits,
): Promise<void> {
  const top: Node = { name: "", children: [], attributes: {}, text: "" };
  const open = [top];
  const found = await parseXml(archive, member, limits, {
    open(name, attributes) {
      const node: Node = { name: localName(name), children: [], attributes, text: "" };
      open.at(-1)?.children.push(node);
      open.push(node);
    },
    close() {
      open.pop();
    },
    text(text) {
      const node = open.at(-1);
      if (node !== undefined) node.text += text;
    },
  });
  if (found) stores.add(id, top);
}

const localName = (name: string) => name.slice(name.indexOf(":") + 1);
const step = /^(@?)(?:[\w.-]+:)?([\w.\-\u4e00-\u9fff]+|\*)(?:\(\))?(?:\[(\d+)\])?$/;

/** Follows the steps that Word writes into bindings: names with a place among their like, an attribute, text(). */
function follow(top: Node, path: string): string | undefined {
  let node: Node | undefined = top;
  for (const part of path.split("/").filter((each) => each !== "")) {
    const [, attribute, name = "", place = "1"] = step.exec(part) ?? [];
    if (name === "" || node === undefined) return undefined;
    if (attribute === "@") return node.attributes[name];
    if (name === "text") return node.text;
    node = node.children.filter((child) => name === "*" || child.name === name)[Number(place) - 1];
  }
  return node === undefined || node === top ? undefined : textOf(node);
}

function textOf({ text, children }: Node): string {
  return text + children.map(textOf).join("");
}
