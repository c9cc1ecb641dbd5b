/** A Letter: what one sending says, be it a single message or all that waited for the morning. */

export interface Line {
  readonly title: string;
  readonly text: string;
  /** Whole address of the page that is meant. */
  readonly url: string;
}

export interface Letter {
  readonly title: string;
  readonly text: string;
  /** For a telephone: one line. */
  readonly short: string;
}

/** @param inbox address of the page with all messages */
export function composeLetter(lines: readonly Line[], office: string, inbox: string): Letter {
  const [first] = lines;
  if (first && lines.length === 1)
    return {
      title: `【七有】${first.title}`,
      text: `${first.text}\n${first.url}\n\n${office}`,
      short: `【七有】${first.title} ${first.url}`,
    };
  const title = `【七有】您有${lines.length}条新消息`;
  const numbered = lines.map(({ title: one, url }, at) => `${at + 1}. ${one}\n   ${url}`);
  return {
    title,
    text: [...numbered, "", `全部消息：${inbox}`, office].join("\n"),
    short: `${title}：${first?.title ?? ""}等 ${inbox}`,
  };
}
