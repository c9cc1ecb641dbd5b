/** What a failed function looks like to its caller, as Lambda words it. */
export class FunctionError extends Error {
  override readonly name = "FunctionError";
  readonly errorType: string;
  readonly errorMessage: string;

  constructor(errorType: string, errorMessage: string, options?: ErrorOptions) {
    super(`${errorType}: ${errorMessage}`, options);
    this.errorType = errorType;
    this.errorMessage = errorMessage;
  }
}

/** Calls a function of the registry by name; the payload is JSON in and JSON out, as on Lambda. */
export type Invoke = (functionName: string, payload: unknown) => Promise<unknown>;
