/** One thing that was looked at. */
export interface Checked {
  /** For programs, stable: `free_space`. */
  readonly code: string;
  /** For people: 磁盘空间. */
  readonly label: string;
  /** `notice`: worth a look, nothing is broken. */
  readonly state: "good" | "notice" | "bad";
  /** How it stands and, unless it is good, what to do. */
  readonly message: string;
  readonly figures?: Readonly<Record<string, number | string>>;
}

export const age = (milliseconds: number): string => {
  const hours = milliseconds / 3_600_000;
  if (hours < 1) return `${Math.max(0, Math.round(hours * 60))} 分钟`;
  return hours < 48 ? `${Math.round(hours)} 小时` : `${Math.floor(hours / 24)} 天`;
};
