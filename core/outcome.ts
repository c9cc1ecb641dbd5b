/**
 * A refusal is a value: its kind and a stable code for programs, a Chinese sentence that tells a person what to do. It
 * is the only kind of error anybody outside sees.
 */
export interface Refusal {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly message: string;
}

/**
 * Whose move it is. `input`: write it differently. `auth`: sign in. `forbidden`: ask somebody who may. `missing`: there
 * is none. `conflict`: look again at how things stand. `gone`: there was one. `limit`: wait. `unavailable`: ours;
 * wait until we have mended it.
 */
export type RefusalKind =
  | "input"
  | "auth"
  | "forbidden"
  | "missing"
  | "conflict"
  | "gone"
  | "limit"
  | "unavailable";

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

export const accept = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = (
  kind: RefusalKind,
  code: string,
  message: string,
): { readonly ok: false; readonly refusal: Refusal } => ({ ok: false, refusal: { kind, code, message } });
