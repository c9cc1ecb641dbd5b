/**
 * A text without the names of the people and units it is about, character for character as long as before, so that every
 * offset still holds. A person becomes a surname with 甲乙丙 behind it (赵甲乙), the same throughout one text, also where the
 * name is spaced out or only the surname stands before a post (赵书记); a unit keeps its kind: 甲乙局. Numbers of telephones and
 * identity cards become noughts. Names that nobody has listed stay.
 */

export interface KnownNames {
  readonly people: readonly string[];
  /** Names of units, long and short, and of the place they belong to. */
  readonly units: readonly string[];
}

const STEMS = "甲乙丙丁戊己庚辛壬癸";
const SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨";
const SUFFIX =
  /(?:党委|党组|党支部|委员会|办公室|中心|街道|学校|学院|医院|银行|集团|公司|局|委|办|镇|乡|村|院|所|站|部|会|县|市|区|州|旗|省)$/;
const POST =
  /^(?:副?(?:书记|局长|主任|院长|校长|县长|市长|区长|镇长|乡长|行长|部长|处长|科长|所长|站长|主席|组长|经理|总|总工|工))/;
const NUMBERS = /(?<!\d)(?:1\d{10}|\d{17}[\dXx])(?!\d)/g;
const GAP = "[ \\t\\u3000]{0,4}";

export function pseudonymised(text: string, { people, units }: KnownNames): string {
  const letters = [...Array(text.length).keys()].map((at) => text.charAt(at));
  const taken = new Uint8Array(text.length);
  const put = (at: number, letter: string | undefined): void => {
    if (letter === undefined) return;
    letters[at] = letter;
    taken[at] = 1;
  };
  const free = (start: number, end: number): boolean => !taken.subarray(start, end).includes(1);

  inOrder(text, longestFirst(units)).forEach((name, index) => {
    const stand = unitStandIn(name, index);
    for (const start of placesOf(text, name))
      if (free(start, start + name.length))
        for (let at = 0; at < name.length; at++) put(start + at, stand[at]);
  });

  const surnames = new Map<string, string>();
  const listed = longestFirst(people).map((name) => ({
    name,
    spaced: new RegExp([...name].map(escaped).join(GAP), "g"),
  }));
  // Who occurs comes first: the stand-ins are few, and no two people have the same.
  const [here, elsewhere] = [true, false].map((wanted) =>
    listed.filter(({ spaced }) => text.search(spaced) >= 0 === wanted),
  );
  [...(here ?? []), ...(elsewhere ?? [])].forEach(({ name, spaced }, index) => {
    const stand = personStandIn(name, index);
    surnames.set(name.charAt(0), surnames.get(name.charAt(0)) ?? stand.charAt(0));
    for (const { 0: words, index: start } of text.matchAll(spaced)) {
      if (!free(start, start + words.length)) continue;
      let letter = 0;
      for (let at = 0; at < words.length; at++)
        if (words.charAt(at) === name.charAt(letter)) put(start + at, stand[letter++]);
    }
  });
  for (const [surname, stand] of surnames)
    for (const at of placesOf(text, surname))
      if (free(at, at + 1) && POST.test(text.slice(at + 1, at + 6))) put(at, stand);

  for (const { 0: number, index: start } of text.matchAll(NUMBERS))
    for (let at = 0; at < number.length; at++) put(start + at, "0");
  return letters.join("");
}

const longestFirst = (names: readonly string[]): string[] =>
  [...new Set(names.map((name) => name.trim()))]
    .filter((name) => name.length > 1)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** The names that occur, so that stand-ins are few and the first letters. */
const inOrder = (text: string, names: readonly string[]): string[] =>
  names.filter((name) => text.includes(name));

function placesOf(text: string, words: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) places.push(at);
  return places;
}

const stem = (at: number): string => STEMS.charAt(at % STEMS.length);

function unitStandIn(name: string, index: number): string {
  const suffix = SUFFIX.exec(name)?.[0] ?? "";
  const head = name.length - suffix.length;
  return [...Array(head).keys()].map((at) => stem(index * 2 + at)).join("") + suffix;
}

/** 赵甲, 赵甲乙; the dot of a long name stays. */
function personStandIn(name: string, index: number): string {
  const surname = SURNAMES.charAt(index % SURNAMES.length);
  const round = Math.floor(index / SURNAMES.length);
  return [...Array(name.length).keys()]
    .map((at) => (name.charAt(at) === "·" ? "·" : at === 0 ? surname : stem(round + at - 1)))
    .join("");
}

const escaped = (letter: string): string => letter.replace(/[\\^$.*+?()[\]{}|]/, "\\$&");
