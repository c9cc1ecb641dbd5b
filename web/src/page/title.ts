/** The browser tab's title while a page is shown. */
import { useEffect } from "react";

export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · 七有` : "七有";
  }, [title]);
}
