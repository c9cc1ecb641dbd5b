/** The attributes by which a table's row can be found again. */
import type { HTMLAttributes } from "react";

/** For a table's `onRow`: antd's type knows no `data-` attributes, the DOM does. */
export function rowNamed(name: string): HTMLAttributes<HTMLElement> & { "data-testid": string } {
  return { "data-testid": name };
}
