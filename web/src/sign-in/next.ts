/** Where to go after signing in. */

/** The wanted path if it is one of ours: absolute, and never another host (`//host`, `/\host`). */
export function nextOf(wanted: string | null): string {
  return wanted && /^\/(?![/\\])/.test(wanted) ? wanted : "/";
}

/** The sign-in page's address that leads back to `path`. */
export function signInFor(path: string): string {
  return path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`;
}
