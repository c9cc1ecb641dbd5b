/** The folder that holds everything of one installation, opened: its lock held, its format and its databases looked at. */
import { type Credentials, credentialsOf } from "./credentials.ts";
import { checkFormat, FOLDER_FORMAT, readMarker, writeMarker } from "./format.ts";
import { inspect, isEmpty } from "./inspection.ts";
import { takeFolder } from "./lock.ts";
import { asRefusal } from "./refusal.ts";

export interface Folder {
  readonly credentials: Credentials;
  /** Everything that belongs into the folder has been made: from now on a file that is missing was lost. */
  complete(): void;
  release(): void;
}

/** Throws FolderRefused, and leaves the folder as it is, when it must not be opened. */
export function openFolder(path: string): Folder {
  const lock = takeFolder(path);
  try {
    const marker = readMarker(path);
    if (!marker && isEmpty(path)) writeMarker(path, { format: FOLDER_FORMAT, complete: false });
    else {
      checkFormat(path, marker?.format ?? 0);
      inspect(path, marker?.complete ?? true);
    }
    return {
      credentials: credentialsOf(path),
      complete() {
        if (!readMarker(path)?.complete) writeMarker(path, { format: FOLDER_FORMAT, complete: true });
      },
      release: lock.release,
    };
  } catch (error) {
    lock.release();
    throw asRefusal(error, path);
  }
}
