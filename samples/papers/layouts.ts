/** How the offices of the demonstration lay out a record and a sign-in sheet: the same form, filled anew each time. */
import { type Block, closing, heading, paragraphs, title } from "../paper-formats/block.ts";

export interface Record {
  readonly title: string;
  readonly time: string;
  readonly place: string;
  readonly host: string;
  readonly recorder: string;
  readonly expected: number;
  readonly present: readonly string[];
  /** `无`, or who was away and why. */
  readonly absent: string;
  readonly nonvoting?: string;
  readonly topic: string;
  readonly reading: readonly string[];
  /** Who said what. */
  readonly speeches: readonly (readonly [string, string])[];
  readonly conclusion: string;
}

/** A record: head, reading, discussion, the group leader's summary, signatures. */
export function record(content: Record): Block[] {
  return [
    title(content.title),
    {
      kind: "form",
      rows: [
        ["会议时间", content.time],
        ["会议地点", content.place],
        [
          ["主持人", content.host],
          ["记录人", content.recorder],
        ],
        [
          ["应到人数", `${content.expected}人`],
          ["实到人数", `${content.present.length}人`],
        ],
        ["出席人员", content.present.join("、")],
        ["缺席人员及原因", content.absent],
        ...(content.nonvoting ? ([["列席人员", content.nonvoting]] as const) : []),
        ["学习主题", content.topic],
      ],
    },
    heading("集中学习"),
    ...paragraphs(...content.reading),
    heading("研讨发言"),
    ...paragraphs(...content.speeches.map(([name, speech]) => `${name}：${speech}`)),
    heading("组长小结"),
    ...paragraphs(content.conclusion, "散会。"),
    closing(`主持人签字：${content.host.replace(/（.*）/, "")}    记录人签字：${content.recorder}`),
  ];
}

export interface SignInSheet {
  readonly title: string;
  readonly time: string;
  readonly place: string;
  readonly topic: string;
  /** Name and post; with a reason, the person was away. */
  readonly members: readonly { readonly name: string; readonly post: string; readonly away?: string }[];
  readonly checker: string;
}

/** A sign-in sheet: one row a member, the mark in its own column, the sums below. */
export function signInSheet(content: SignInSheet): Block[] {
  const away = content.members.filter((member) => member.away !== undefined).length;
  const all = content.members.length;
  return [
    title(content.title),
    {
      kind: "form",
      rows: [
        [
          ["时间", content.time],
          ["地点", content.place],
        ],
        ["学习主题", content.topic],
      ],
    },
    {
      kind: "table",
      head: ["序号", "姓名", "职务", "签到", "备注"],
      rows: content.members.map(({ name, post, away: reason }, index) => [
        String(index + 1),
        name,
        post,
        reason === undefined ? name : "",
        reason ?? "",
      ]),
    },
    ...paragraphs(`应到${all}人，实到${all - away}人，请假${away}人。`, `考勤人：${content.checker}`),
  ];
}
