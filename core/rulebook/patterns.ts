// Patterns as people write them, made into regular expressions: fragments filled in, dangerous ones refused.

/** A pattern that cannot be used, said in Chinese. */
export type PatternFault = { fault: string };

/** What the engine says of an expression, in Chinese. */
const SYNTAX: Readonly<Record<string, string>> = {
  "Unterminated group": "左圆括号多了，或右圆括号少了",
  "Unmatched ')'": "右圆括号多了，或左圆括号少了",
  "Unterminated character class": "左方括号没有配对的右方括号",
  "Nothing to repeat": "“*”“+”“?”“{数}”前面没有可以重复的字",
  "Range out of order": "方括号里的范围前后颠倒",
  "Duplicate capture group name": "有两个同名的 (?<名>…)",
};

const MACRO = /\{([a-z][a-zA-Z]*)\}/g;

/** Fills `{name}` fragments, to a depth of five so that a circle is found. */
export function expand(source: string, macros: Record<string, string>): string | PatternFault {
  let text = source;
  for (let depth = 0; depth < 5; depth++) {
    let unknown = "";
    const next = text.replace(MACRO, (whole, name: string) => {
      const found = macros[name];
      if (found === undefined) unknown = name;
      return found === undefined ? whole : `(?:${found})`;
    });
    if (unknown) return { fault: `没有名为“${unknown}”的片段，请在 lexicon.yaml 的 macros 中定义或改正拼写` };
    if (next === text) return text;
    text = next;
  }
  return { fault: "片段互相引用成了圈" };
}

/**
 * Compiles one pattern. Refused: bad syntax, unknown fragments, and a repeated group that itself repeats without
 * bound (`(a+)+`), whose running time explodes on hostile text.
 */
export function compile(source: string, macros: Record<string, string>, flags = "g"): RegExp | PatternFault {
  const text = expand(source, macros);
  if (typeof text !== "string") return text;
  if (nestsRepetition(text))
    return { fault: "表达式里有嵌套的无限重复（如 (a+)+），遇到特殊文本会卡死，请改写" };
  try {
    return new RegExp(text, flags);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const known = Object.entries(SYNTAX).find(([words]) => message.includes(words));
    return { fault: `表达式写法不对：${known ? known[1] : message}` };
  }
}

/** True when a group repeated without bound contains an unbounded repetition. */
export function nestsRepetition(source: string): boolean {
  const inner: boolean[] = [false];
  for (let at = 0; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === "\\") at++;
    else if (character === "[") {
      at++;
      while (at < source.length && source.charAt(at) !== "]") at += source.charAt(at) === "\\" ? 2 : 1;
    } else if (character === "(") inner.push(false);
    else if (character === ")") {
      const repeats = inner.pop() ?? false;
      const unbounded = /^(?:[*+]|\{\d+,\})/.test(source.slice(at + 1, at + 8));
      if (repeats && unbounded) return true;
      if (repeats || unbounded) inner[inner.length - 1] = true;
    } else if (character === "*" || character === "+" || /^\{\d+,\}/.test(source.slice(at, at + 8)))
      inner[inner.length - 1] = true;
  }
  return false;
}
