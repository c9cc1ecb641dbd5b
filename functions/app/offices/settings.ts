/** The office's settings: what it is called, how it signs and addresses its notices, which office stands above it. */
import { officeChanges } from "../../../core/organisation/changes.ts";
import { type Office, officesAbove } from "../../../core/organisation/office.ts";
import { accept, type Result, refuse } from "../../../core/outcome.ts";
import { getOffice, offices, writeOffice } from "../../adapters/table/offices.ts";
import { type Recorded, record } from "./register.ts";

/** An office and the others of the installation that could stand above it: none that it stands above itself. */
export async function settingsOf(jurisdiction: string) {
  const [office, all] = await Promise.all([getOffice(jurisdiction), offices()]);
  const isBelow = (one: Office) =>
    officesAbove(one, all).some((above) => above.jurisdiction === jurisdiction);
  return { office, others: all.filter((one) => one.jurisdiction !== jurisdiction && !isBelow(one)) };
}

export function changeOffice(
  jurisdiction: string,
  { copyTo = [], ...written }: Omit<Office, "jurisdiction">,
  by: string,
): Promise<Result<Office>> {
  return record(jurisdiction, by, async (): Promise<Result<Recorded<Office>>> => {
    const { office: before, others } = await settingsOf(jurisdiction);
    if (written.parentId !== undefined && !others.some((one) => one.jurisdiction === written.parentId))
      return refuse("conflict", "parent_unknown", "不能选择这个上级办公室：它不存在，或在本办公室之下。");
    const after = { jurisdiction, ...written, ...(copyTo.length > 0 && { copyTo }) };
    const changes = officeChanges(before, after);
    return accept({
      value: after,
      events:
        changes.length > 0 ? [{ type: "OfficeChanged", about: jurisdiction, name: after.name, changes }] : [],
      writes: [writeOffice(after)],
    });
  });
}
