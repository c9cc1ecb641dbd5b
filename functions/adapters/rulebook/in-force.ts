/**
 * The rules in force in an office: the edition it has imported last, laid over the built-in rules; those of the
 * process while it has none. One small row is read to know which; files and compiled rules are kept by their hash.
 */
import { type OwnRules, withoutSamples } from "../../../core/rulebook/own-rules.ts";
import type { Rulebook } from "../../../core/rulebook/rulebook.ts";
import { currentEdition, filesOfEdition } from "../table/rulebook-editions.ts";
import { compiledRules } from "./compiled.ts";
import { defaultRules } from "./default-rules.ts";

/** What an office goes by, compiled. */
export async function rulebookInForce(jurisdiction: string): Promise<Rulebook> {
  const current = await currentEdition(jurisdiction);
  if (!current) return (await defaultRules()).rulebook;
  const { edition, hash } = current;
  return compiledRules({ files: await filesOfEdition(jurisdiction, hash), edition });
}

/** The same as files without their samples, for whoever examines elsewhere: a browser, a child process. */
export async function rulesInForce(jurisdiction: string): Promise<OwnRules> {
  const current = await currentEdition(jurisdiction);
  if (!current) return { files: withoutSamples((await defaultRules()).files) };
  const { edition, hash } = current;
  return { files: withoutSamples(await filesOfEdition(jurisdiction, hash)), edition };
}
