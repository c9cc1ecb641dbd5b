/** The parts of an Office package and how they point at each other (ECMA-376 part 2). */
import type { Limits } from "../limits.ts";
import { parseXml } from "../xml.ts";
import type { Archive } from "../zip/archive.ts";

/** A relationship: what it is for (the last word of its type) and the member it leads to. */
export type Relation = { id: string; kind: string; member: string };

/** The relations of a part; external ones (links to the web) are left out. */
export async function readRelations(archive: Archive, part: string, limits: Limits): Promise<Relation[]> {
  const slash = part.lastIndexOf("/");
  const folder = part.slice(0, slash + 1);
  const relations: Relation[] = [];
  await parseXml(archive, `${folder}_rels/${part.slice(slash + 1)}.rels`, limits, {
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== "Relationship" || Target === undefined || TargetMode === "External") return;
      const kind = (Type ?? "").slice((Type ?? "").lastIndexOf("/") + 1);
      relations.push({ id: Id ?? "", kind, member: resolveMember(folder, Target) });
    },
  });
  return relations;
}

/** The main part of the package, which need not be called word/document.xml. */
export async function mainPart(archive: Archive, limits: Limits): Promise<string | undefined> {
  const relations = await readRelations(archive, "", limits);
  return relations.find(({ kind }) => kind === "officeDocument")?.member;
}

function resolveMember(folder: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const steps = folder.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}
