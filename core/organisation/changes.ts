/** What is other than before, in words a person reads: what the register keeps and a preview shows. */
import type { Bar, Grant } from "./grant.ts";
import { GROUP_ROLE_NAMES, type Member } from "./member.ts";
import type { Office } from "./office.ts";
import { ROLE_NAMES } from "./role.ts";
import type { Span } from "./span.ts";
import type { Person, Unit } from "./unit.ts";

export interface Change {
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
}

/** Names of units by id. */
export type UnitNames = (unitId: string) => string;

type Told<T> = readonly (readonly [what: string, words: (of: T) => string | undefined])[];

function changesOf<T>(told: Told<T>, before: T | undefined, after: T): Change[] {
  return told.flatMap(([what, words]) => {
    const was = before && words(before);
    const is = words(after);
    return was === is ? [] : [{ what, ...(was && { before: was }), ...(is && { after: is }) }];
  });
}

/** 2026-08-20起，至2026-12-31前 */
export function spanInWords({ from, until }: Span): string {
  return [from && `${from}起`, until && `${until}前有效`].filter(Boolean).join("，");
}

const spanned = (words: string, span: Span, more: readonly string[] = []): string => {
  const inner = [...more, spanInWords(span)].filter(Boolean).join("，");
  return inner ? `${words}（${inner}）` : words;
};

export const officeChanges = (before: Office, after: Office): Change[] =>
  changesOf<Office>(
    [
      ["辖区名称", ({ name }) => name],
      ["发文机关", ({ issuer }) => issuer],
      ["发文字号", ({ mark }) => mark],
      ["上级办公室", ({ parentId }) => parentId],
      ["主送机关", ({ addressee }) => addressee],
      ["抄送机关", ({ copyTo }) => copyTo?.join("，")],
      ["印发机关", ({ printedBy }) => printedBy],
      ["印数", ({ copies }) => copies?.toString()],
    ],
    before,
    after,
  );

export const unitChanges = (before: Unit | undefined, after: Unit): Change[] =>
  changesOf<Unit>(
    [
      ["全称", ({ name }) => name],
      ["简称", ({ shortName }) => shortName],
      ["类别", ({ kind }) => kind],
      ["级别", ({ level }) => level],
      ["片区", ({ area }) => area],
      ["报送起始", ({ from }) => from],
      ["报送截止", ({ until }) => until],
      ["所设办公室", ({ headsOffice }) => headsOffice],
    ],
    before,
    after,
  );

/** 江映川（组长，局长，2026-08-20起） */
export const memberInWords = (member: Member): string =>
  spanned(member.name, member, [
    ...(member.role === "member" ? [] : [GROUP_ROLE_NAMES[member.role]]),
    ...(member.post ? [member.post] : []),
  ]);

/** One line for each member that has come, gone or is other than before. */
export function memberChanges(before: readonly Member[], after: readonly Member[]): Change[] {
  const was = new Map(before.map((one) => [one.id, one]));
  const is = new Set(after.map(({ id }) => id));
  return [
    ...after.flatMap((one) => {
      const old = was.get(one.id);
      const [then, now] = [old && memberInWords(old), memberInWords(one)];
      return then === now ? [] : [{ what: "成员", ...(then && { before: then }), after: now }];
    }),
    ...before.filter(({ id }) => !is.has(id)).map((one) => ({ what: "成员", before: memberInWords(one) })),
  ];
}

const scopeInWords = ({ scope }: Pick<Grant, "scope">, unitName: UnitNames): readonly string[] =>
  scope.kind === "office" ? [] : [scope.kind === "unit" ? unitName(scope.unitId) : `巡听组${scope.groupId}`];

export const grantInWords = (grant: Grant, unitName: UnitNames): string =>
  spanned(ROLE_NAMES[grant.role], grant, scopeInWords(grant, unitName));

export const barInWords = (bar: Bar, unitName: UnitNames): string =>
  spanned(bar.role ? ROLE_NAMES[bar.role] : "全部", bar, [...scopeInWords(bar, unitName), bar.reason]);

/** Each once and in one order: that of grants says nothing. */
const listed = (words: readonly string[]): string | undefined =>
  [...new Set(words)].toSorted().join("、") || undefined;

export const personChanges = (before: Person | undefined, after: Person, unitName: UnitNames): Change[] =>
  changesOf<Person>(
    [
      ["姓名", ({ name }) => name],
      ["账号", ({ login }) => login],
      ["权限", ({ grants }) => listed(grants.map((grant) => grantInWords(grant, unitName)))],
      ["回避", ({ bars = [] }) => listed(bars.map((bar) => barInWords(bar, unitName)))],
      ["所在单位", ({ unitId }) => (unitId === undefined ? undefined : unitName(unitId))],
    ],
    before,
    after,
  );
