/** File sizes as people read them. */

/** `52428800` → `50 MB`, `30720` → `30 KB`; binary steps, as file managers count. */
export function chineseSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  const [value, unit] = bytes < 1024 ** 2 ? [bytes / 1024, "KB"] : [bytes / 1024 ** 2, "MB"];
  return `${value >= 10 ? Math.round(value) : Math.round(value * 10) / 10} ${unit}`;
}
