// Posts by their words: 副局长, 计划科科长, 总工. Looked up, not searched, for this is asked of very many words.
import type { Lexicon } from "../../rulebook/rulebook.ts";

const MORE = ["总工", "大夫", "院士"];
const LONGEST = 8;
const tables = new WeakMap<Lexicon, ReadonlySet<string>>();

function tableOf(lexicon: Lexicon): ReadonlySet<string> {
  const known = tables.get(lexicon);
  if (known) return known;
  const made = new Set([...lexicon.posts, ...MORE]);
  tables.set(lexicon, made);
  return made;
}

/** The words end in a post (计划科科长) or in 同志, or there are none. */
export function endsInPost(words: string, lexicon: Lexicon): boolean {
  const bare = words.replace(/[\s、,:]+$/, "");
  if (bare === "" || /(?:同志|代表)$/.test(bare)) return true;
  const posts = tableOf(lexicon);
  for (let length = 2; length <= Math.min(LONGEST, bare.length); length++)
    if (posts.has(bare.slice(-length))) return true;
  return false;
}

/** The words are a post, or two posts, perhaps with one character before. A room (办公室, 规划科) is none. */
export function isPost(words: string, lexicon: Lexicon): boolean {
  if (words.length < 2 || words.length > 2 * LONGEST || /[科股室部处]$/.test(words)) return false;
  const posts = tableOf(lexicon);
  return [0, 1].some((from) => {
    const post = words.slice(from);
    if (posts.has(post)) return true;
    for (let cut = 2; cut <= post.length - 2; cut++)
      if (posts.has(post.slice(0, cut)) && posts.has(post.slice(cut))) return true;
    return false;
  });
}

/** A post begins here. */
export function beginsWithPost(words: string, lexicon: Lexicon): boolean {
  const posts = tableOf(lexicon);
  for (let length = 2; length <= Math.min(LONGEST, words.length); length++)
    if (posts.has(words.slice(0, length))) return true;
  return false;
}

/** Where the last post of the words ends; 0 without one. */
export function afterLastPost(words: string, lexicon: Lexicon): number {
  for (let end = words.length; end >= 2; end--) if (endsInPost(words.slice(0, end), lexicon)) return end;
  return 0;
}
