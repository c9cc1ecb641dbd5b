/** The folder that holds everything of one installation, opened: its lock held, its format and its databases looked at. */
import { existsSync } from "node:fs";
import { credentialsOf, type Keys } from "./credentials.ts";
import { checkFormat, checkNotNewer, FOLDER_FORMAT, type Marker, readMarker, writeMarker } from "./format.ts";
import { checkUnused, hasNoDatabase, inspect } from "./inspection.ts";
import { takeFolder } from "./lock.ts";
import { asRefusal, FolderRefused } from "./refusal.ts";

export interface Folder {
  readonly credentials: Keys;
  /** Everything that belongs into the folder has been made: from now on a file that is missing was lost. */
  complete(): void;
  release(): void;
}

/** Throws FolderRefused, and leaves the folder as it is, when it must not be opened. */
export function openFolder(path: string): Folder {
  return taken(path, (release) => {
    const marker = readMarker(path);
    if (!marker && hasNoDatabase(path)) {
      checkUnused(path);
      writeMarker(path, { format: FOLDER_FORMAT, complete: false });
    } else {
      checkFormat(path, marker ?? UNMARKED);
      inspect(path, marker?.complete ?? true);
    }
    return {
      credentials: credentialsOf(path),
      complete() {
        if (!readMarker(path)?.complete) writeMarker(path, { format: FOLDER_FORMAT, complete: true });
      },
      release,
    };
  });
}

/** A folder taken to be migrated. */
export interface OldFolder {
  readonly credentials: Keys;
  /** Format its rows are in, as the marker says. */
  readonly format: number;
  /** Whether an earlier migration has not come to its end. */
  readonly unfinished: boolean;
  /** From now on neither older code nor the service opens it, until `finish`. */
  begin(): void;
  finish(): void;
  release(): void;
}

/** Of any format up to the present one. Throws FolderRefused like `openFolder`, and where there is nothing to migrate. */
export function openOldFolder(path: string): OldFolder {
  if (!existsSync(path) || hasNoDatabase(path))
    throw new FolderRefused("incomplete", `${path} 里没有七有的数据，请核对数据目录。`);
  return taken(path, (release) => {
    const marker = readMarker(path) ?? UNMARKED;
    checkNotNewer(path, marker.format);
    inspect(path, marker.complete);
    const { complete } = marker;
    return {
      // Who only looks changes nothing.
      credentials: credentialsOf(path, false),
      format: marker.format,
      unfinished: marker.migrating ?? false,
      begin: () => writeMarker(path, { format: FOLDER_FORMAT, complete, migrating: true }),
      finish: () => writeMarker(path, { format: FOLDER_FORMAT, complete }),
      release,
    };
  });
}

/** A folder of the time before there was a marker was complete once. */
const UNMARKED: Marker = { format: 0, complete: true };

/** Holds the folder's lock while what it is opened for lives, and lets it go where it cannot be opened. */
function taken<T>(path: string, open: (release: () => void) => T): T {
  const lock = takeFolder(path);
  try {
    return open(lock.release);
  } catch (error) {
    lock.release();
    throw asRefusal(error, path);
  }
}
