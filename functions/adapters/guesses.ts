/** How many guesses a password takes of somebody who knows common passwords, keyboards, dates and the words around it. */

/** The rest of a longer one only adds to it, and going through all of it takes long. */
const LOOKED_AT = 64;

const library = async () => {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
};
let loaded: ReturnType<typeof library> | undefined;

/** @param words that stand near to the person: names and logins */
export async function guessesFor(password: string, words: readonly string[]): Promise<number> {
  loaded ??= library();
  return (await loaded).check(password.slice(0, LOOKED_AT), [...words]).guesses;
}
