/** The workbook by which units, members and accounts come in and go out: its sheets, their columns, what each may hold. */
import { GROUP_ROLE_NAMES, GROUP_ROLES } from "../member.ts";
import { ROLE_NAMES, ROLES } from "../role.ts";

export interface Column {
  readonly key: string;
  readonly title: string;
  readonly required?: boolean;
  readonly width: number;
  /** What stands in the template, for an example. */
  readonly example: string;
  /** Of what is written: as it is kept, or a sentence that says what to write. */
  readonly read: (written: string) => string | { readonly fault: string };
}

const line =
  (most: number, least = 1) =>
  (written: string) => {
    const text = written.replaceAll(/\s+/g, " ").trim();
    if ([...text].length < least) return { fault: `至少${least}个字` };
    return [...text].length > most ? { fault: `最多${most}个字` } : text;
  };

/** 2026-08-20, 2026/8/20, 2026年8月20日 */
function day(written: string) {
  const [, year = "", month = "", date = ""] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(written.trim()) ?? [];
  const iso = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const isDay = !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso);
  return isDay ? iso : { fault: "日期要写成 2026-08-20 这样" };
}

function position(written: string) {
  const number = Number(written.trim());
  return Number.isInteger(number) && number > 0 && number < 10_000
    ? String(number)
    : { fault: "要写成正整数" };
}

/** Words as people use them, one or several. */
const wordsOf =
  <Id extends string>(ids: readonly Id[], names: Record<Id, string>, several: boolean) =>
  (written: string) => {
    const words = written.split(/[、，,；;\s]+/u).filter(Boolean);
    const found = words.map((word) => ids.find((id) => names[id] === word));
    const all = ids.map((id) => names[id]).join("、");
    const unknown = words.find((_, at) => found[at] === undefined);
    if (unknown !== undefined) return { fault: `没有“${unknown}”，可以填：${all}` };
    return several || found.length === 1 ? found.join(",") : { fault: `只能填一个：${all}` };
  };

function login(written: string) {
  const text = written.trim().toLowerCase();
  return /^[a-z][a-z0-9._-]{1,39}$/.test(text)
    ? text
    : { fault: "须以字母开头，由2至40个小写字母、数字、点、横线或下划线组成" };
}

const unit: Column = {
  key: "unit",
  title: "单位全称",
  required: true,
  width: 26,
  example: "青槐县水务局",
  read: line(60, 2),
};
const spanOf = (from: string, until: string): readonly Column[] => [
  { key: "from", title: from, width: 14, example: "2026-01-01", read: day },
  { key: "until", title: until, width: 14, example: "", read: day },
];

export type SheetName = "units" | "members" | "people";

/** Of an account whose rights one line cannot say: they stay as they are. */
export const AS_SET = "按系统设置";

const roles = wordsOf(ROLES, ROLE_NAMES, true);

export const SHEETS: Record<
  SheetName,
  { readonly title: string; readonly most: number; readonly columns: readonly Column[] }
> = {
  units: {
    title: "单位",
    most: 500,
    columns: [
      { ...unit, key: "name" },
      { key: "shortName", title: "简称", required: true, width: 16, example: "水务局", read: line(20) },
      { key: "kind", title: "类别", width: 14, example: "县直部门", read: line(20) },
      { key: "level", title: "级别", width: 12, example: "正科级", read: line(20) },
      { key: "area", title: "片区", width: 12, example: "城区片", read: line(20) },
      { key: "order", title: "序号", width: 8, example: "1", read: position },
      ...spanOf("报送起", "报送止"),
    ],
  },
  members: {
    title: "成员",
    most: 5000,
    columns: [
      unit,
      { key: "name", title: "姓名", required: true, width: 12, example: "江映川", read: line(20, 2) },
      { key: "post", title: "职务", width: 22, example: "党组书记、局长", read: line(60) },
      {
        key: "role",
        title: "组内身份",
        width: 12,
        example: "组长",
        read: wordsOf(GROUP_ROLES, GROUP_ROLE_NAMES, false),
      },
      ...spanOf("任职起", "任职止"),
    ],
  },
  people: {
    title: "账号",
    most: 1000,
    columns: [
      { key: "login", title: "账号", required: true, width: 16, example: "jiangyingchuan", read: login },
      { key: "name", title: "姓名", required: true, width: 12, example: "江映川", read: line(40) },
      {
        key: "roles",
        title: "角色",
        required: true,
        width: 20,
        example: "学习秘书",
        read: (written) => (written === AS_SET ? AS_SET : roles(written)),
      },
      { ...unit, required: false },
      ...spanOf("权限起", "权限止"),
    ],
  },
};
