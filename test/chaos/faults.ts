/** Every fault there is, in the order of the run. */
import type { Fault } from "./fault.ts";
import { clockBack } from "./faults/clock-back.ts";
import { clockForward } from "./faults/clock-forward.ts";
import { deadLetterRetried } from "./faults/dead-letter-retried.ts";
import { diskBelowFloor } from "./faults/disk-below-floor.ts";
import { diskFull } from "./faults/disk-full.ts";
import { eventDoubled } from "./faults/event-doubled.ts";
import { eventLost } from "./faults/event-lost.ts";
import { eventsReordered } from "./faults/events-reordered.ts";
import { filesCannotGrow } from "./faults/files-cannot-grow.ts";
import { functionThrottled } from "./faults/function-throttled.ts";
import { killedWhileRising } from "./faults/killed-while-rising.ts";
import { linkRevoked } from "./faults/link-revoked.ts";
import { poisonedFile } from "./faults/poisoned-file.ts";
import { readerFrozen } from "./faults/reader-frozen.ts";
import { readerKilled } from "./faults/reader-killed.ts";
import { restartMidUpload } from "./faults/restart-mid-upload.ts";
import { sentTwice } from "./faults/sent-twice.ts";
import { serviceFrozen } from "./faults/service-frozen.ts";
import { serviceInterrupted } from "./faults/service-interrupted.ts";
import { serviceKilled } from "./faults/service-killed.ts";
import { slowDisk } from "./faults/slow-disk.ts";
import { startedWithWrongClock } from "./faults/started-with-wrong-clock.ts";
import { tableBroken } from "./faults/table-broken.ts";
import { tableThrottled } from "./faults/table-throttled.ts";
import { tableUnheard } from "./faults/table-unheard.ts";
import { twoServices } from "./faults/two-services.ts";
import { workflowStopped } from "./faults/workflow-stopped.ts";
import { workflowsBroken } from "./faults/workflows-broken.ts";
import { workflowsUnheard } from "./faults/workflows-unheard.ts";

export const faults: readonly Fault[] = [
  serviceKilled,
  killedWhileRising,
  serviceInterrupted,
  serviceFrozen,
  twoServices,
  restartMidUpload,
  readerKilled,
  readerFrozen,
  poisonedFile,
  diskBelowFloor,
  diskFull,
  filesCannotGrow,
  slowDisk,
  clockForward,
  clockBack,
  startedWithWrongClock,
  eventLost,
  eventDoubled,
  eventsReordered,
  sentTwice,
  linkRevoked,
  deadLetterRetried,
  functionThrottled,
  tableThrottled,
  tableBroken,
  tableUnheard,
  workflowsBroken,
  workflowsUnheard,
  workflowStopped,
];
