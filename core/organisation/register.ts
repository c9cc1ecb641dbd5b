/**
 * The Register 登记: what has been changed of an office's settings, units, members, accounts and rights, by whom and when. It is
 * a subject without states of its own: its trail, which nobody can change unseen, is all there is to it. Every change of the
 * organisation goes through it, one after the other, so that what was decided on still stood when it was written.
 */
import * as z from "zod";
import { accept, type Result } from "../outcome.ts";
import type { Kind, SubjectState } from "../subject/kind.ts";
import type { Change } from "./changes.ts";

export const REGISTER_EVENTS = {
  OfficeChanged: "修改办公室设置",
  UnitAdded: "新增单位",
  UnitChanged: "修改单位",
  UnitRemoved: "撤销新增的单位",
  UnitsOrdered: "调整单位排序",
  MembersChanged: "修改成员名单",
  MembersConfirmed: "确认成员名单",
  MembersReverted: "退回成员名单",
  PersonAdded: "新增账号",
  PersonChanged: "修改账号",
  PersonRemoved: "撤销新增的账号",
  PersonDisabled: "停用账号",
  PersonEnabled: "恢复账号",
  PasswordReset: "重置密码",
  LinksMade: "批量新建上传链接",
  ImportBegun: "开始导入",
  Imported: "导入完成",
  UndoBegun: "开始撤销导入",
  ImportUndone: "撤销导入完成",
} as const;
type EventType = keyof typeof REGISTER_EVENTS;

export interface RegisterEvent {
  readonly type: EventType;
  /** Whom or what it is about: an id, and the name as it was. */
  readonly about: string;
  readonly name: string;
  readonly changes: readonly Change[];
  readonly reason?: string;
}

export interface Register extends SubjectState {
  /** The import that is being written, or taken back: until it has ended nothing else is changed. */
  readonly importing?: string;
}

const BEGINS: ReadonlySet<EventType> = new Set(["ImportBegun", "UndoBegun"]);
const ENDS: ReadonlySet<EventType> = new Set(["Imported", "ImportUndone"]);

/** What a use case has decided from what it has just read. */
export type RegisterCommand = Result<readonly RegisterEvent[]>;

const PREFIX = "reg";
export const registerId = (jurisdiction: string): string => `${PREFIX}_${jurisdiction}`;

const text = z.string();
const types = Object.keys(REGISTER_EVENTS) as [EventType, ...EventType[]];
const storedEvent: z.ZodType<RegisterEvent> = z.looseObject({
  type: z.enum(types),
  about: text,
  name: text,
  changes: z.array(z.looseObject({ what: text, before: text.optional(), after: text.optional() })),
  reason: text.optional(),
});
const storedRegister: z.ZodType<Register> = z.looseObject({
  id: text,
  jurisdiction: text,
  updatedAt: text,
  version: z.int().positive(),
  importing: text.optional(),
});

/** 修改账号 林听雨：权限 审核员 → 审核员、领导 */
function describeRegister({ type, name, changes, reason }: RegisterEvent): string {
  const told = changes.map(({ what, before = "无", after = "无" }) => `${what} ${before} → ${after}`);
  return `${REGISTER_EVENTS[type]} ${name}${told.length > 0 ? `：${told.join("；")}` : ""}${reason ? `（${reason}）` : ""}`;
}

export const registerKind: Kind<Register, RegisterCommand, RegisterEvent, "register"> = {
  name: "register",
  prefix: PREFIX,
  format: 1,
  terms: {},
  decide: (_, command) => (command.ok ? accept(command.value) : command),
  evolve(register, event, stamp, id) {
    const importing = BEGINS.has(event.type) ? event.about : register?.importing;
    return {
      id,
      jurisdiction: id.slice(PREFIX.length + 1),
      updatedAt: stamp.at,
      version: (register?.version ?? 0) + 1,
      ...(importing !== undefined && !ENDS.has(event.type) && { importing }),
    };
  },
  parseState: (stored) => storedRegister.parse(stored),
  parseEvent: (stored) => storedEvent.parse(stored),
  describe: describeRegister,
  titleOf: () => "机构、人员和权限变更",
  pageOf: () => "/organisation",
  factsOf: () => ({}),
  newsOf: () => [],
  tasksOf: () => [],
  dueOf: () => [],
  flowOf: () => undefined,
};
