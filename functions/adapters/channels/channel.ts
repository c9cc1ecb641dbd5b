/**
 * What every channel does, and all of them alike (test/messages/channels.test.ts): take one letter and say whether it went.
 * Nothing is thrown for what the other side does or does not.
 */

export interface Outgoing {
  /** The same each time the same letter is tried: by it a receiver can tell a second copy. */
  readonly key: string;
  /** Where it goes; of a robot, those whom it calls in its group. */
  readonly to: readonly string[];
  readonly title: string;
  readonly text: string;
  /** All of it in one line. */
  readonly short: string;
}

/** `final`: trying again would end alike. `why` is for the administrator, and holds no secret. */
export type Sent =
  | { readonly sent: true }
  | { readonly sent: false; readonly final: boolean; readonly why: string };

export interface Channel {
  send(letter: Outgoing): Promise<Sent>;
}

/** Of one channel, by name: `password`, `url`. */
export type Secrets = Readonly<Record<string, string>>;

export const sent: Sent = { sent: true };
export const notSent = (why: string, final = false): Sent => ({ sent: false, final, why });
