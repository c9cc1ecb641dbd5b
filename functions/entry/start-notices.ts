/** Runs on the tenth day after a quarter has ended. */
import { startNotices } from "../app/notices/start.ts";

export const handler = (): ReturnType<typeof startNotices> => startNotices();
