/** Whose something is: where work waits, units take turns. */
import { z } from "zod";
import { OWNER_IN_KEY } from "../functions/manifest/resources.ts";

const ofUnit = z.object({ unitId: z.string() });

export const ownerOfKey = (key: string): string => key.split("/")[OWNER_IN_KEY] ?? "";

/** @param input of an execution, as JSON; undefined when it is no unit's */
export function ownerOfInput(input: string): string | undefined {
  return ofUnit.safeParse(JSON.parse(input)).data?.unitId;
}
