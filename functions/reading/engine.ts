/** An engine with a native part, as the recogniser of scans is: loaded when first asked for and kept. */

/** What loading a native part fails with where it is not installed, or not for this system. */
const NOT_INSTALLED = new Set(["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND", "ERR_DLOPEN_FAILED"]);

/**
 * Where the native part is not installed there is none, and scans stay refused. Throws when it is there and
 * cannot be loaded just now: our fault, not a scan's, and tried anew next time.
 */
export function keptEngine<Engine>(load: () => Promise<Engine>): () => Promise<Engine | undefined> {
  let engine: Promise<Engine | undefined> | undefined;
  return () => {
    engine ??= load().catch((error: unknown) => {
      if (error instanceof Error && "code" in error && NOT_INSTALLED.has(String(error.code)))
        return undefined;
      engine = undefined;
      throw error;
    });
    return engine;
  };
}
