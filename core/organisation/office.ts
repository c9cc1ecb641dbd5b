/** An Office 办公室: the publicity department of a jurisdiction, one of a tree (省 → 市 → 县 → 乡镇). */
export interface Office {
  readonly jurisdiction: string;
  /** The office above it. Figures roll up; rights do not go down. */
  readonly parentId?: string;
  /** 青槐县 */
  readonly name: string;
  /** Who signs the notices: 中共青槐县委宣传部 */
  readonly issuer: string;
  /** Mark before the notice number 发文字号: 青宣通 */
  readonly mark: string;
  /** 主送机关, without the colon. */
  readonly addressee?: string;
  /** 抄送机关 */
  readonly copyTo?: readonly string[];
  /** 印发机关; the issuer when absent. */
  readonly printedBy?: string;
  /** Number of printed copies: 共印60份. */
  readonly copies?: number;
}

/** The offices above one, the nearest first. A circle in the data ends it. */
export function officesAbove(office: Office, all: readonly Office[]): Office[] {
  const byId = new Map(all.map((one) => [one.jurisdiction, one]));
  const above: Office[] = [];
  for (
    let next = byId.get(office.parentId ?? "");
    next && next !== office && !above.includes(next);
    next = byId.get(next.parentId ?? "")
  )
    above.push(next);
  return above;
}
