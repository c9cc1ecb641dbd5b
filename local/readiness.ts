/** What stands in the way of this installation, and what its stores have just refused. */
import { log } from "../functions/adapters/log.ts";
import type { Obstacle } from "../functions/entry/handlers.ts";

/** A store that has refused is failing until it has refused nothing for so long, in milliseconds. */
const RECENT_MS = 15_000;
/** The same fault is logged again after so long: a full disk refuses at every turn. */
const REPEATED_MS = 30_000;

export class Readiness {
  readonly #freeMegabytes: () => number;
  readonly #floor: number;
  #phase: "starting" | "ready" | "stopping" = "starting";
  #refusedAt = Number.NEGATIVE_INFINITY;
  readonly #loggedAt = new Map<string, number>();

  /** @param floor in megabytes: with less nothing new is received */
  constructor(freeMegabytes: () => number, floor: number) {
    this.#freeMegabytes = freeMegabytes;
    this.#floor = floor;
  }

  get starting(): boolean {
    return this.#phase === "starting";
  }

  /** Everything runs. */
  ready(): void {
    this.#phase = "ready";
  }

  stopping(): void {
    this.#phase = "stopping";
  }

  /** Whether a store has just refused a change. */
  get failing(): boolean {
    return performance.now() - this.#refusedAt < RECENT_MS;
  }

  hasRoom(): boolean {
    return this.#freeMegabytes() >= this.#floor;
  }

  /** Of one part of the installation: whom it tells of what its store refuses. */
  faultsOf(code: string, message: string): (error: unknown) => void {
    return (error) => {
      const now = performance.now();
      this.#refusedAt = now;
      const key = `${code} ${error instanceof Error ? error.message : error}`;
      if (now - (this.#loggedAt.get(key) ?? Number.NEGATIVE_INFINITY) < REPEATED_MS) return;
      this.#loggedAt.set(key, now);
      log.error({ code, message, error });
    };
  }

  obstacles(): Obstacle[] {
    const found: Obstacle[] = [];
    if (this.#phase === "starting") found.push({ code: "starting", message: "正在启动，请稍候。" });
    if (this.#phase === "stopping") found.push({ code: "stopping", message: "正在停止。" });
    if (!this.hasRoom())
      found.push({
        code: "disk_full",
        message: `数据目录所在的磁盘只剩 ${Math.floor(this.#freeMegabytes())} MB（底线 ${this.#floor} MB），已暂停接收新文件；请清理磁盘，有了空间会自动恢复。`,
      });
    if (this.failing)
      found.push({
        code: "store_failing",
        message: "数据目录刚有写入失败，正在自动重试；请检查磁盘空间和硬盘，原因见日志。",
      });
    return found;
  }
}
