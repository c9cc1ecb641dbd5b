/**
 * What a password must be that somebody thinks up (NIST SP 800-63B §3.1.1.2, ASVS 5 6.2): not to be guessed, and without
 * the names around its bearer. Its length the contract asks for; of which letters and signs it is made nobody does.
 */
import type { Person } from "../../../core/organisation/unit.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { guessesFor } from "../../adapters/guesses.ts";
import { affiliationOf } from "../people/affiliation.ts";

/** What comes up earlier is tried by whoever tries the common ones. */
const MIN_GUESSES = 1e8;
/** Of Latin letters; of Chinese characters two are a name already. */
const NAME_LENGTH = 4;

const refused = (message: string) => refuse("input", "password_too_weak", message);
const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

export async function acceptable(password: string, person: Person): Promise<Result<true>> {
  const written = folded(password);
  const words = await wordsAround(person);
  if (words.some((word) => written.includes(word)))
    return refused("新密码里不能有账号、姓名或单位名称，请换一个。");
  return (await guessesFor(written, words)) < MIN_GUESSES
    ? refused("这个密码太常见、太容易被猜到，请换一个，例如几个不相关的词连在一起。")
    : accept(true);
}

async function wordsAround(person: Person): Promise<string[]> {
  const { office, unit } = await affiliationOf(person);
  return [person.login, person.name, unit?.name, unit?.shortName, office.name, "qiyou", "七有"]
    .flatMap((word) => (word ? [folded(word).trim()] : []))
    .filter((word) => word.length >= (/\p{Script=Han}/u.test(word) ? 2 : NAME_LENGTH));
}
