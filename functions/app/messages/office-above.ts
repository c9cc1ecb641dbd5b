/** The office above 上级办公室, whose leaders hear of what stays undone. */
import type { Person } from "../../../core/organisation/unit.ts";
import { offices } from "../../adapters/table/offices.ts";
import { peopleOf } from "../../adapters/table/people.ts";

/** Nobody where there is none, or none in this installation. */
export async function leadersAbove(jurisdiction: string): Promise<readonly Person[]> {
  const office = (await offices()).find((one) => one.jurisdiction === jurisdiction);
  const { parentId }: { readonly parentId?: unknown } = { ...Object(office) };
  if (typeof parentId !== "string") return [];
  return (await peopleOf(parentId)).filter(({ roles }) => roles.includes("leader"));
}
