/** Invented units and papers for the tests of notices. */
import { afterWorkdays } from "../calendar/workday.ts";
import { type Owed, obligationsOf } from "../obligations/obligation.ts";
import { type SessionKind, type StudySession, sessionIdOf } from "../sessions/session.ts";
import type { Reason, Submission } from "../submissions/submission.ts";
import type { ReturnRecord, UnitQuarter } from "./quarter.ts";

export const PERIOD = "2026-Q3";
export const CUTOFF = "2026-09-30";

/** The lights that belong to a session, and the one that the year's plan lights. */
const LIGHTS = ["scheme", "record", "attendance", "discussion", "notes", "report"];
const LIGHT_NAMES = ["有计划", "有方案", "有记录", "有考勤", "有研讨", "有笔记", "有报道"];

export const RULES = {
  sessions: {
    name: "七有",
    lights: ["plan", ...LIGHTS].map((id, at) => ({ id, name: LIGHT_NAMES[at] ?? id })),
    kinds: [{ id: "reading", name: "集体自学" }],
    obligations: [],
  },
  codes: { looks: ["unsure_element"] },
};

const OWED: Owed = {
  sessions: 1,
  rules: [
    {
      id: "plan",
      name: "年度学习计划",
      documentTypes: ["annual_plan"],
      scope: "year",
      due: { monthDay: "02-28" },
    },
    {
      id: "record",
      name: "学习记录或纪要",
      documentTypes: ["minutes_record", "minutes_summary"],
      scope: "session",
      due: { daysAfter: 7 },
    },
    {
      id: "scheme",
      name: "学习方案",
      documentTypes: ["study_scheme"],
      scope: "session",
      due: { workdaysBefore: 5 },
    },
    {
      id: "attendance",
      name: "考勤签到表",
      documentTypes: ["attendance_sheet"],
      scope: "session",
      due: { daysAfter: 7 },
    },
    {
      id: "report",
      name: "学习报道",
      documentTypes: ["news_report"],
      scope: "session",
      due: { daysAfter: 7 },
    },
  ],
};

const base = (id: string, unitId: string, documentType: string, sessionId: string | undefined) => ({
  id,
  jurisdiction: "jur_qinghuai",
  unitId,
  period: PERIOD,
  ...(sessionId && { sessionId }),
  declaredType: documentType,
  linkId: "link_1",
  filedBy: "link_1",
  revisions: [
    {
      number: 1,
      fileName: `${id}.docx`,
      object: { key: id, versionId: "1", etag: "e", size: 1 },
      receivedAt: "2026-08-20T02:00:00.000Z",
    },
  ],
  setAside: [],
  receivedAt: "2026-08-20T02:00:00.000Z",
  updatedAt: "2026-08-20T02:00:00.000Z",
  version: 3,
});

export function closed(id: string, unitId: string, documentType: string, sessionId?: string): Submission {
  return {
    ...base(id, unitId, documentType, sessionId),
    state: "closed",
    approvedBy: "user_reviewer",
    closedAt: "2026-08-25T02:00:00.000Z",
    counts: true,
  };
}

export function returned(
  id: string,
  unitId: string,
  documentType: string,
  reasons: readonly Reason[],
  sessionId?: string,
): Submission {
  return {
    ...base(id, unitId, documentType, sessionId),
    state: "returned",
    automatic: true,
    reasons,
    by: "machine",
    returnedAt: "2026-08-21T02:00:00.000Z",
    due: "2026-09-04",
  };
}

export function session(
  unitId: string,
  date: string,
  kind: SessionKind,
  counting: StudySession["counting"] = { status: "counted" },
  lights: readonly string[] = ["record"],
): StudySession {
  const id = sessionIdOf(unitId, date);
  return {
    id,
    jurisdiction: "jur_qinghuai",
    unitId,
    date,
    period: PERIOD,
    kind,
    lit: Object.fromEntries(lights.map((light) => [light, [`sub_${id}_${light}`]])),
    counting,
    version: 1,
  };
}

export function unitQuarter(
  n: number,
  name: string,
  sessions: readonly StudySession[],
  submissions: readonly Submission[],
  returns: readonly ReturnRecord[] = [],
): UnitQuarter {
  const unit = {
    id: `unit_${n}`,
    jurisdiction: "jur_qinghuai",
    name,
    shortName: name,
    members: [],
    order: n,
  };
  const obligations = obligationsOf(PERIOD, sessions, submissions, "2026-10-09", OWED);
  return {
    unit,
    sessions,
    submissions,
    obligations,
    ofYear: { plan: [`sub_${n}_plan`] },
    returns,
    contradicted: [],
  };
}

const PLACES = [
  "云溪",
  "石门",
  "柳湾",
  "松台",
  "白鹭",
  "枫桥",
  "沙河",
  "金坪",
  "临川",
  "竹山",
  "南浦",
  "望江",
];
const OFFICES = [
  "镇党委",
  "乡党委",
  "水务局党组",
  "教育局党组",
  "林业局党组",
  "市场监督管理局党组",
  "文化广电和旅游局党组",
  "发展和改革局党组",
];

/** A quarter of `count` units that holds every case a notice has to print. */
export function county(count: number): UnitQuarter[] {
  return Array.from({ length: count }, (_, i) => {
    const n = i + 1;
    const id = `unit_${n}`;
    const name = `${PLACES[i % PLACES.length]}${OFFICES[(i * 5 + Math.floor(i / 12)) % OFFICES.length]}`;
    if (n % 10 === 0) return unitQuarter(n, name, [], []);
    const first = session(
      id,
      "2026-07-16",
      "discussion",
      { status: "counted" },
      n % 4 === 1 ? LIGHTS : ["record"],
    );
    const second = session(
      id,
      "2026-08-18",
      n % 3 === 0 ? "lecture" : n % 5 === 0 ? "field" : "discussion",
      countingOf(n),
      n % 4 === 1 ? LIGHTS : ["record"],
    );
    const papers = [
      closed(`sub_${n}_plan`, id, "annual_plan"),
      ...[first, second].flatMap((held, at) => [
        closed(`sub_${n}_scheme_${at}`, id, "study_scheme", held.id),
        closed(`sub_${n}_record_${at}`, id, "minutes_record", held.id),
        ...(n % 6 === 0 ? [] : [closed(`sub_${n}_sign_${at}`, id, "attendance_sheet", held.id)]),
        n % 7 === 0 && at === 1
          ? returned(`sub_${n}_news_${at}`, id, "news_report", [reason("label_blank", "place")], held.id)
          : closed(`sub_${n}_news_${at}`, id, "news_report", held.id),
      ]),
    ];
    const returns: ReturnRecord[] =
      n % 4 === 2
        ? [
            {
              submissionId: `sub_${n}_record_0`,
              unitId: id,
              reasons: [
                reason("label_blank", n % 8 === 2 ? "place" : "host"),
                reason("placeholder", "content"),
              ],
            },
          ]
        : [];
    return unitQuarter(n, name, [first, second], papers, returns);
  });
}

function countingOf(n: number): StudySession["counting"] {
  if (n % 8 !== 3) return { status: "counted" };
  return n % 16 === 3
    ? {
        status: "not_counted",
        reason: "relay_only",
        evidence:
          "会议传达学习了全县安全生产工作会议精神，通报了近期信访工作情况，并对下一步工作进行了部署。",
        submissionId: `sub_${n}_record_1`,
      }
    : {
        status: "not_counted",
        reason: "no_discussion",
        evidence: "与会人员集体学习了有关文件。",
        submissionId: `sub_${n}_record_1`,
      };
}

export function reason(code: string, element?: string): Reason {
  return { code, message: code, ...(element && { element }) };
}

export const OFFICE = {
  deadline: afterWorkdays(CUTOFF, 10),
  issuer: "中共青槐县委宣传部",
  mark: "青宣通",
  jurisdictionName: "青槐县",
  addressee: "各乡镇党委，县直各单位党组（党委）",
  copyTo: ["县委办公室", "县委组织部", "县纪委监委机关", "县直机关工委"],
  names: {
    elements: { place: "地点", host: "主持人", content: "学习内容" },
    codes: {
      names: {
        label_blank: "要素只有标签没有内容",
        placeholder: "以占位符号代替内容",
        relay_only: "以文件传达代替理论学习",
      },
      families: [],
      other: "审核人指出的其他问题",
    },
    dossier: "七有",
    lights: LIGHT_NAMES,
  },
};
