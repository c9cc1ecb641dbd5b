import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compose } from "../../core/notices/content.ts";
import { CUTOFF, county, OFFICE, PERIOD, RULES } from "../../core/notices/fixture.ts";
import { gather } from "../../core/notices/gather.ts";
import { packageFile } from "../../functions/adapters/asset.ts";
import { fontSlots, loadFonts } from "../../functions/adapters/typesetter/font.ts";
import { typeset } from "../../functions/adapters/typesetter/notice.ts";
import { sfntOf } from "../../functions/adapters/typesetter/woff.ts";

const WOFF = packageFile("@fontsource/lxgw-wenkai", "files/lxgw-wenkai-latin-500-normal.woff");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "qiyou-fonts-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("fonts of an office", () => {
  it("are asked for before the stand-ins, and only when there is a folder", () => {
    expect(fontSlots(undefined).body).toEqual(["Noto Serif SC"]);
    expect(fontSlots("/fonts").body.slice(0, 2)).toEqual(["FangSong_GB2312", "仿宋_GB2312"]);
    expect(fontSlots("/fonts").body.at(-1)).toBe("Noto Serif SC");
  });

  it("may be missing one by one: the stand-in takes the slot", async () => {
    const content = compose(
      gather({ period: PERIOD, cutoff: CUTOFF, units: county(2), rules: RULES }),
      OFFICE,
    );
    expect((await typeset(content, { officeFolder: folder })).length).toBeGreaterThan(10_000);
  });

  it("are read whole, in a stable order, .woff unpacked", async () => {
    await copyFile(WOFF, join(folder, "a.woff"));
    const [own, ...standIns] = await loadFonts(folder);
    expect(standIns).toHaveLength(4);
    expect(own?.readUInt32BE(0)).toBe(0x00010000);
    await expect(loadFonts(join(folder, "nowhere"))).rejects.toThrow("ENOENT");
  });
});

describe("WOFF", () => {
  it("unpacks to tables that lie where the directory says", async () => {
    const sfnt = sfntOf(await readFile(WOFF));
    const names = Array.from({ length: sfnt.readUInt16BE(4) }, (_, i) => {
      const record = 12 + 16 * i;
      expect(sfnt.readUInt32BE(record + 8) + sfnt.readUInt32BE(record + 12)).toBeLessThanOrEqual(sfnt.length);
      return sfnt.toString("latin1", record, record + 4);
    });
    expect(names).toEqual(expect.arrayContaining(["cmap", "glyf", "head", "loca"]));
    const head = sfnt.readUInt32BE(12 + 16 * names.indexOf("head") + 8);
    expect(sfnt.readUInt32BE(head + 12)).toBe(0x5f0f3cf5);
  });

  it("refuses what is not WOFF", () => {
    expect(() => sfntOf(Buffer.from("wOF2"))).toThrow("not a WOFF font");
    expect(() => sfntOf(Buffer.alloc(60))).toThrow("not a WOFF font");
  });
});
