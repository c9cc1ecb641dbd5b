/** A fault: what we believe, what is done to the service, and what must be seen. */
import type { Scene } from "./scene.ts";

export interface Fault {
  readonly name: string;
  readonly hypothesis: string;
  /** What happens to the people who use the service meanwhile, and to what they have sent. */
  readonly expected: string;
  /** Part of the short run. */
  readonly quick?: true;
  /** Done while people work; answers in a few words what was done. */
  readonly inject: (scene: Scene) => Promise<string>;
}
