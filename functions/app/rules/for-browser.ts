/** What a browser checks by before anything is sent: the same rules that the examination will go by. */
import { rulesInForce } from "../../adapters/rulebook/in-force.ts";
import { rulebookNames } from "./names.ts";

export async function rulesForBrowser(jurisdiction: string) {
  const [rules, names] = await Promise.all([rulesInForce(jurisdiction), rulebookNames(jurisdiction)]);
  return { ...rules, names };
}
