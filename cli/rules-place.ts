/** Where an office's own rules are kept: behind a running system's API, or in the data folder of one that stands still. */

import { ApiClient } from "../client/api-client.ts";
import { accept, type Result, refuse } from "../core/outcome.ts";
import type { RuleFiles } from "../core/rulebook/own-rules.ts";
import { offices } from "../functions/adapters/table/offices.ts";
import { endpoints } from "../functions/api/contract/endpoints.ts";
import { Refused } from "../functions/api/contract/refused.ts";
import { exportRules, importRules, OPERATOR, tryImport } from "../functions/app/rules/editions.ts";
import type { Trial } from "../functions/app/rules/trial.ts";
import { FolderRefused } from "../local/folder/refusal.ts";
import { openRecords } from "../local/records.ts";

export interface RulesPlace {
  exported(edition?: number): Promise<Result<{ edition: number; files: RuleFiles }>>;
  tried(files: RuleFiles): Promise<Result<{ base: number; trial: Trial }>>;
  imported(files: RuleFiles, note: string, base: number): Promise<Result<{ edition: number }>>;
  close(): Promise<void>;
}

export interface PlaceOptions {
  readonly url?: string;
  readonly login?: string;
  readonly folder?: string;
  /** Of several in one folder. */
  readonly office?: string;
}

/** Refuses what cannot be reached, with the sentence for the person at the terminal. */
export function placeOf({ url, login, folder, office }: PlaceOptions): Promise<Result<RulesPlace>> {
  if (url !== undefined && folder === undefined) return behind(url, login);
  if (folder !== undefined && url === undefined) return inFolder(folder, office);
  return Promise.resolve(
    refuse(
      "input",
      "no_place",
      "请写明规则在哪里：--url 网址（运行中的系统），或 --folder 数据目录（已停止的系统）。",
    ),
  );
}

async function behind(url: string, login: string | undefined): Promise<Result<RulesPlace>> {
  const password = process.env.QIYOU_PASSWORD;
  if (!login) return refuse("input", "no_login", "请用 --login 写明管理员的账号。");
  if (!password)
    return refuse("input", "no_password", "请先设置环境变量 QIYOU_PASSWORD（登录密码），再运行本命令。");
  const client = new ApiClient(url);
  const signedIn = await answered(client.signIn(login, password));
  if (!signedIn.ok) return signedIn;
  return accept({
    exported: (edition) =>
      answered(client.call(endpoints.ruleFiles, { query: edition === undefined ? {} : { edition } })),
    async tried(files) {
      const tried = await answered(client.call(endpoints.tryRules, { body: { files: { ...files } } }));
      if (!tried.ok) return tried;
      const { base, changes, ...trial } = tried.value;
      return accept({ base, trial: { ...trial, ...(changes && { changes }) } });
    },
    imported: (files, note, base) =>
      answered(client.call(endpoints.importRules, { body: { files: { ...files }, note, base } })),
    close: () => Promise.resolve(),
  });
}

async function answered<T>(call: Promise<T>): Promise<Result<T>> {
  try {
    return accept(await call);
  } catch (error) {
    if (error instanceof Refused) return refuse("input", error.code, error.message);
    throw error;
  }
}

async function inFolder(path: string, wanted: string | undefined): Promise<Result<RulesPlace>> {
  let records: Awaited<ReturnType<typeof openRecords>>;
  try {
    records = await openRecords(path);
  } catch (error) {
    if (!(error instanceof FolderRefused)) throw error;
    const running = error.fault === "in_use" ? "系统正在运行时，请改用 --url。" : "";
    return refuse("input", "folder_refused", `${error.message}${running}`);
  }
  const all = await offices();
  const [office, ...others] = all.filter(({ jurisdiction }) => jurisdiction === (wanted ?? jurisdiction));
  if (!office || others.length > 0) {
    await records.close();
    const known = all.map(({ jurisdiction, name }) => `${jurisdiction}（${name}）`).join("、");
    return refuse(
      "input",
      "which_office",
      `请用 --office 写明是哪个办公室：${known || "目录里一个也没有"}。`,
    );
  }
  const { jurisdiction } = office;
  return accept({
    exported: (edition) => exportRules(jurisdiction, edition),
    tried: async (files) => accept(await tryImport(jurisdiction, files)),
    imported: (files, note, base) => importRules({ id: OPERATOR, jurisdiction }, files, { note, base }),
    close: records.close,
  });
}
