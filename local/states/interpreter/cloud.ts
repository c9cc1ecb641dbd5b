/** What the interpreter needs from around it. */
import type { Clock } from "../../clock.ts";
import type { Invoke } from "../../lambda/function-error.ts";
import type { Json } from "../json.ts";
import type { Places } from "../places.ts";
import type { Store } from "../store/store.ts";
import type { Timers } from "../timers.ts";

/** Reads a JSON object of the store for a distributed Map's ItemReader. */
export type ReadObject = (bucket: string, key: string) => Promise<Json>;

export interface Cloud {
  region: string;
  clock: Clock;
  store: Store;
  timers: Timers;
  invoke: Invoke;
  places: Places;
  /** Whose an execution is by its input. */
  ownerOf: (input: string) => string | undefined;
  readObject?: ReadObject;
}
