/**
 * A refusal is a value: a stable code for programs, a Chinese sentence that tells a person what to do. It is the
 * only kind of error anybody outside sees.
 */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

export const accept = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = (code: string, message: string): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, message },
});
