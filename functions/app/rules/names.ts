/** What has a name in an office's rulebook: document types, lights, kinds of session, obligations, codes of findings. */
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";

export async function rulebookNames(jurisdiction: string) {
  const { version, types, sessions, codes } = await rulebookInForce(jurisdiction);
  return { version, types: [...types.values()], sessions, codes };
}
