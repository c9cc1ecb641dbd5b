/** Files on their way out: chosen, checked in the browser, sent. A sent file leaves the list. */
import { useEffect, useRef, useState } from "react";
import type { OwnRules } from "../../../core/rulebook/own-rules.ts";
import { type Precheck, PrecheckDesk } from "./precheck.ts";
import { type Correction, send } from "./send.ts";
import { chineseSize } from "./size.ts";

export interface UploadItem {
  readonly key: number;
  readonly file: File;
  readonly documentType?: string;
  /** Absent while the check is running. */
  readonly check?: Precheck;
  /** Why this file cannot be sent at all. */
  readonly barred?: string;
  readonly sending?: { readonly share: number };
  readonly failure?: string;
}

interface UploadContext {
  readonly token: string;
  readonly maxBytes: number;
  readonly today: string;
  readonly roster: readonly string[];
  /** The office's own rules. */
  readonly own: OwnRules;
  readonly onSent: (submissionId: string, file: File) => void;
}

let keys = 0;

export function useUploadItems(context: UploadContext) {
  const [items, setItems] = useState<readonly UploadItem[]>([]);
  const desk = useRef(new PrecheckDesk());
  useEffect(() => {
    const held = desk.current;
    return () => held.close();
  }, []);

  const sending = items.some((item) => item.sending);
  useEffect(() => {
    if (!sending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [sending]);

  const change = (key: number, by: Partial<UploadItem>) =>
    setItems((all) => all.map((item) => (item.key === key ? { ...item, ...by } : item)));
  const remove = (key: number) => setItems((all) => all.filter((item) => item.key !== key));

  const check = async (key: number, file: File, declaredType?: string) => {
    const { today, roster, own } = context;
    change(key, { check: await desk.current.check({ file, declaredType, today, roster, own }) });
  };

  const add = (files: readonly File[], documentType?: string) => {
    const fresh = files.map(
      (file): UploadItem => ({ key: ++keys, file, documentType, barred: barred(file, context.maxBytes) }),
    );
    setItems((all) => [...all, ...fresh]);
    for (const { key, file, barred } of fresh) if (!barred) void check(key, file, documentType);
  };

  const retype = ({ key, file }: UploadItem, documentType?: string) => {
    change(key, { documentType, check: undefined });
    void check(key, file, documentType);
  };

  const dispatch = async ({ key, file, documentType }: UploadItem, correction?: Correction) => {
    change(key, { sending: { share: 0 }, failure: undefined });
    try {
      const onProgress = (share: number) => change(key, { sending: { share } });
      const id = await send(context.token, file, { documentType, correction, onProgress });
      remove(key);
      context.onSent(id, file);
    } catch (error) {
      const failure = error instanceof Error ? error.message : "文件没有送达，请再点一次发送";
      change(key, { sending: undefined, failure });
    }
  };

  return { items, add, remove, retype, send: dispatch };
}

function barred(file: File, maxBytes: number): string | undefined {
  if (file.size === 0) return "文件是空的，请检查后重新选择";
  if (file.size <= maxBytes) return undefined;
  return `文件 ${chineseSize(file.size)}，超过上限 ${chineseSize(maxBytes)}，请压缩图片或拆分后重新选择`;
}
