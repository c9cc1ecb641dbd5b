/** Everything an operation may use, opened once per folder. */
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Clock } from "../clock.ts";
import { type Database, openDatabase } from "../database.ts";
import { createOutbox, type Outbox } from "../events/outbox.ts";
import { incomplete } from "../folder/refusal.ts";
import type { Keyring } from "../signing/key.ts";
import { type Blobs, openBlobs } from "./blobs.ts";
import { type Buckets, openBuckets } from "./buckets.ts";
import { createEvents, type Events } from "./notification.ts";
import { type Objects, openObjects } from "./objects.ts";
import { referencedBlobs, SCHEMA } from "./schema.ts";
import { openVersions } from "./versions.ts";

export interface Store {
  readonly database: Database;
  readonly blobs: Blobs;
  readonly buckets: Buckets;
  readonly objects: Objects;
  readonly outbox: Outbox;
  readonly events: Events;
  readonly clock: Clock;
  readonly keyring: Keyring;
  /** Whether uploads may come in. */
  hasRoom(): boolean;
  /** Removes files that no row points at; answers how many. */
  sweep(): number;
}

export interface StoreOptions {
  readonly folder: string;
  readonly keyring: Keyring;
  readonly synchronous: "FULL" | "NORMAL";
  readonly clock: Clock;
  readonly hasRoom: () => boolean;
  /** Whose events those of a key are. */
  readonly ownerOf: (key: string) => string;
}

export function openStore(options: StoreOptions): Store {
  const { folder, keyring, synchronous, clock, hasRoom, ownerOf } = options;
  const database = openDatabase(join(folder, "s3.sqlite"), { synchronous, schema: SCHEMA });
  // The folder of contents is made when it is missing; one that was lost must not be.
  if (!existsSync(join(folder, "blobs")) && referencedBlobs(database).size > 0) {
    database.close();
    throw incomplete(dirname(folder), join(basename(folder), "blobs"));
  }
  const blobs = openBlobs(folder, synchronous === "FULL");
  const buckets = openBuckets(database);
  const outbox = createOutbox(database);
  const events = createEvents({ outbox, clock, region: keyring.region, ownerOf });
  const objects = openObjects({ database, versions: openVersions(database), blobs, buckets, events, clock });
  const sweep = () => blobs.sweep(referencedBlobs(database));
  return {
    database,
    blobs,
    buckets,
    objects,
    outbox,
    events,
    clock,
    keyring,
    hasRoom,
    sweep,
  };
}
