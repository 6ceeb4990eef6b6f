import { describe, expect, test } from "vitest";
import { createEventUpkeep } from "../../../src/delivery/event-upkeep.ts";
import { posterIn } from "../../../src/delivery/sending/files.ts";
import { givePoster } from "../../../src/domain/events/change-poster.ts";
import { shownPoster, staffPoster } from "../../../src/domain/events/shown-poster.ts";
import { stripPosters } from "../../../src/domain/events/strip-posters.ts";
import { createPosters } from "../../../src/http/posters/posters.ts";
import { OPERATOR, recentAudit } from "../../../src/store/audit.ts";
import { findEvent } from "../../../src/store/events/read.ts";
import {
  ascii,
  jfif,
  joined,
  jpegFrame,
  jpegHeader,
  jpegOf,
  jpegSegment,
  pngChunk,
  pngPicture,
} from "../../support/pictures.ts";
import { eventOf, openWorld } from "./support.ts";

const world = openWorld();
const PLACE = "31.2989N 121.5048E";
const XMP = jpegSegment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0${PLACE}`));
const PHOTO = joined([jpegOf([jfif(), XMP, jpegFrame(800, 600)]), ascii(PLACE)]);
const PICTURE = pngPicture();
const SHOT = joined([
  PICTURE.subarray(0, -12),
  pngChunk("tEXt", ascii(`Place\0${PLACE}`)),
  PICTURE.subarray(-12),
]);

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const told = (bytes: Uint8Array) => Buffer.from(bytes).includes(PLACE);

/** A poster as a release wrote it that did not strip any; its version, if it had such a thing. */
async function givenBefore(
  code: string,
  bytes: Uint8Array,
  type: string,
  version: string | null,
): Promise<void> {
  await world.add(eventOf(code));
  await world.sql(`update events set poster = '\\x${hex(bytes)}', poster_type = '${type}',
    poster_version = ${version === null ? "null" : `'${version}'`} where code = '${code}'`);
}

const storedOf = async (code: string): Promise<Uint8Array> => {
  const [row] = await world.sql(`select poster from events where code = '${code}'`);
  return row?.["poster"] instanceof Uint8Array ? row["poster"] : new Uint8Array();
};
const versionOf = async (code: string) =>
  (await world.run((transaction) => findEvent(transaction, code)))?.posterVersion;
const strip = (limit = 100) => world.run((transaction) => stripPosters(transaction, limit));

/** Everything that hands a poster out, on what upkeep has not come to. */
async function handedOut(code: string, version: string): Promise<readonly Uint8Array[]> {
  const shown = (wanted: string) => world.run((transaction) => shownPoster(transaction, wanted));
  const file = await posterIn([{ kind: "poster", label: "海报", version }], shown)?.load();
  const page = await createPosters(shown).request(`/${version}`);
  const staff = await world.run((transaction) => staffPoster(transaction, code));
  return [
    file?.bytes ?? new Uint8Array(),
    new Uint8Array(await page.arrayBuffer()),
    staff?.bytes ?? new Uint8Array(),
  ];
}

describe("a poster from before pictures were stripped", () => {
  test.each([
    ["OLD-1", PHOTO, "image/jpeg", "aaaaaaaaaaaaaa", jpegHeader(800, 600)],
    ["OLD-2", SHOT, "image/png", "bbbbbbbbbbbbbb", PICTURE],
  ])(
    "%s goes to chats, pages and staff as the picture alone, before upkeep and after",
    async (code, before, type, version, bare) => {
      await givenBefore(code, before, type, version);
      expect(told(await storedOf(code))).toBe(true);
      const first = await handedOut(code, version);
      expect(first.map((bytes) => Buffer.from(bytes).equals(bare))).toEqual([true, true, true]);
      await strip();
      expect(Buffer.from(await storedOf(code)).equals(bare)).toBe(true);
      expect(await versionOf(code)).toBe(version);
      expect((await handedOut(code, version)).map(hex)).toEqual(first.map(hex));
      expect(await strip()).toEqual({ looked: 0, removed: 0 });
    },
  );

  test("gets a version when it had none, and can then be shown in chats", async () => {
    await givenBefore("OLD-3", PHOTO, "image/jpeg", null);
    expect(await versionOf("OLD-3")).toBeNull();
    await strip();
    const version = (await versionOf("OLD-3")) ?? "";
    expect(version).toMatch(/^[a-z0-9]{14}$/);
    expect((await handedOut("OLD-3", version)).map(told)).toEqual([false, false, false]);
  });

  test("that an older release writes while this one runs is looked at again", async () => {
    await world.add(eventOf("OLD-4"));
    await world.run((transaction) => givePoster(transaction, OPERATOR, "OLD-4", PICTURE));
    await world.sql(`update events set poster = '\\x${hex(PHOTO)}', poster_type = 'image/jpeg',
      poster_version = 'dddddddddddddd' where code = 'OLD-4'`);
    expect((await handedOut("OLD-4", "dddddddddddddd")).map(told)).toEqual([false, false, false]);
    expect(await strip()).toEqual({ looked: 1, removed: 0 });
    expect(told(await storedOf("OLD-4"))).toBe(false);
  });

  test("is shown to nobody when nothing can be made of it, and taken away", async () => {
    await givenBefore("OLD-5", PHOTO.subarray(0, 80), "image/jpeg", "eeeeeeeeeeeeee");
    expect((await handedOut("OLD-5", "eeeeeeeeeeeeee")).map(told)).toEqual([false, false, false]);
    expect(await strip()).toEqual({ looked: 1, removed: 1 });
    expect(await versionOf("OLD-5")).toBeNull();
    const audit = await world.run((transaction) =>
      recentAudit(transaction, 1, { onWhat: "OLD-5" }),
    );
    expect(audit).toMatchObject([{ what: "event.poster_removed", who: OPERATOR }]);
  });

  test("is left to the other of two processes, and comes again after a crash", async () => {
    for (const code of ["OLD-6", "OLD-7"]) await givenBefore(code, SHOT, "image/png", `v${code}`);
    const counts = await world.run(async (transaction) => [
      (await stripPosters(transaction, 1)).looked,
      (await strip()).looked,
    ]);
    expect(counts).toEqual([1, 1]);
    await world.sql("update events set poster_bare = null where code in ('OLD-6', 'OLD-7')");
    const crash = world.run(async (transaction) => {
      await stripPosters(transaction, 100);
      throw new Error("killed");
    });
    await expect(crash).rejects.toThrow("killed");
    expect((await strip()).looked).toBe(2);
  });

  test("is among any number that upkeep looks at by itself", async () => {
    const codes = Array.from({ length: 9 }, (_, index) => `MANY-${index}`);
    for (const code of codes) await givenBefore(code, SHOT, "image/png", `v${code}`);
    const failed: unknown[] = [];
    const log = { info: () => undefined, warn: (fields: object) => void failed.push(fields) };
    const upkeep = createEventUpkeep(world.store, { ...log, error: log.warn });
    upkeep.start();
    await upkeep.stop();
    expect(failed).toEqual([]);
    for (const code of codes) expect(told(await storedOf(code))).toBe(false);
  });
});
