/** What has a name in the rulebook in force: document types, lights, kinds of session, obligations, codes of findings. */
import { rulebookInForce } from "../../adapters/rulebook/in-force.ts";

export async function rulebookNames() {
  const { version, types, sessions, codes } = await rulebookInForce();
  return { version, types: [...types.values()], sessions, codes };
}
