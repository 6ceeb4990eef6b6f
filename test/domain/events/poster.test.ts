import { describe, expect, test } from "vitest";
import { givePoster, removePoster } from "../../../src/domain/events/change-poster.ts";
import { postCard } from "../../../src/domain/events/live-cards.ts";
import { MOST_POSTER_BYTES, pictureOf } from "../../../src/domain/events/picture.ts";
import { offerPoster, receiveNextPoster } from "../../../src/domain/events/receive-poster.ts";
import { shownPoster, staffPoster } from "../../../src/domain/events/shown-poster.ts";
import type { FetchedFile } from "../../../src/engine/adapter.ts";
import { OPERATOR, recentAudit } from "../../../src/store/audit.ts";
import { findEvent } from "../../../src/store/events/read.ts";
import { setPosition } from "../../../src/store/staff.ts";
import { jpegHeader, pngPicture } from "../../support/pictures.ts";
import { DOCX, JPEG, PDF, PNG } from "../../support/sample-files.ts";
import { eventOf, openWorld } from "./support.ts";

describe("a picture", () => {
  const tooBig = new Uint8Array(MOST_POSTER_BYTES + 1);
  tooBig.set(pngPicture());
  const cut = pngPicture().subarray(0, -12);
  test.each([
    ["nothing", new Uint8Array(), "empty"],
    ["more than 5 MB", tooBig, "too_large"],
    ["a PDF", PDF, "wrong_kind"],
    ["a document", DOCX, "wrong_kind"],
    ["GIF", new TextEncoder().encode("GIF89a"), "wrong_kind"],
    ["the beginning of a PNG alone", PNG, "wrong_kind"],
    ["a PNG without its end", cut, "wrong_kind"],
    ["the beginning of a JPEG alone", JPEG, "wrong_kind"],
    ["a dot", pngPicture(10), "wrong_size"],
    ["a JPEG larger than Telegram takes", jpegHeader(9_000, 2_000), "wrong_size"],
    ["a strip", jpegHeader(1_200, 200), "wrong_size"],
    ["a JPEG of no height", jpegHeader(800, 0), "wrong_size"],
  ])("is not %s", (_what, bytes, problem) => {
    expect(pictureOf(bytes)).toBe(problem);
  });

  test("is a PNG or a JPEG, by its bytes", () => {
    expect(pictureOf(pngPicture())).toMatchObject({ type: "image/png" });
    expect(pictureOf(jpegHeader(1_080, 1_920))).toMatchObject({ type: "image/jpeg" });
  });
});

const world = openWorld();
const read = (code: string) => world.run((transaction) => findEvent(transaction, code));

async function staffPerson(name: string): Promise<string> {
  const person = await world.person(name);
  await world.run((transaction) =>
    setPosition(transaction, person, { role: "operator", desks: [] }),
  );
  return person;
}

async function offers(code: string, staff: string): Promise<unknown> {
  const from = { space: "space-of-nobody", reference: "ref" };
  return world.run((transaction) => offerPoster(transaction, { code, staff, ...from }));
}

/** The platform hands this out. */
async function receives(fetched: FetchedFile): Promise<boolean> {
  return receiveNextPoster({
    fetch: async () => fetched,
    inTransaction: world.store.inTransaction,
  });
}

const fetched = (bytes: Uint8Array<ArrayBuffer>): FetchedFile => ({ kind: "fetched", bytes });

test("a poster is kept under a version of its own, replaced, audited and taken away", async () => {
  await world.add(eventOf("POST-1"));
  const give = (bytes: Uint8Array) =>
    world.run((transaction) => givePoster(transaction, OPERATOR, "post-1", bytes));
  expect(await give(pngPicture())).toEqual({ kind: "changed", code: "POST-1" });
  const first = (await read("POST-1"))?.posterVersion ?? "";
  expect(await give(jpegHeader(800, 600))).toMatchObject({ kind: "changed" });
  const second = (await read("POST-1"))?.posterVersion ?? "";
  const shown = (version: string) => world.run((transaction) => shownPoster(transaction, version));
  expect(await shown(first)).toBeUndefined();
  expect(await shown(second)).toMatchObject({ type: "image/jpeg" });
  expect(await give(PDF)).toEqual({ kind: "wrong_kind" });
  expect((await read("POST-1"))?.posterVersion).toBe(second);
  const remove = () => world.run((transaction) => removePoster(transaction, OPERATOR, "POST-1"));
  expect(await remove()).toMatchObject({ kind: "removed" });
  expect(await remove()).toMatchObject({ kind: "unchanged" });
  expect(await shown(second)).toBeUndefined();
  const audit = await world.run((transaction) =>
    recentAudit(transaction, 10, { onWhat: "POST-1" }),
  );
  expect(audit.map(({ what }) => what).slice(0, 3)).toEqual([
    "event.poster_removed",
    "event.poster_changed",
    "event.poster_changed",
  ]);
});

test("that of a draft is for staff alone", async () => {
  await world.add(eventOf("POST-2"));
  await world.run((transaction) => givePoster(transaction, OPERATOR, "POST-2", pngPicture()));
  const version = (await read("POST-2"))?.posterVersion ?? "";
  const seen = () => world.run((transaction) => shownPoster(transaction, version));
  expect(await seen()).toBeDefined();
  await world.sql("update events set state = 'draft' where code = 'POST-2'");
  expect(await seen()).toBeUndefined();
  expect(await world.run((transaction) => staffPoster(transaction, "POST-2"))).toBeDefined();
});

test("only staff give one or take it away", async () => {
  await world.add(eventOf("POST-3"));
  const guest = await world.person("guest");
  expect(await offers("POST-3", guest)).toEqual({ kind: "not_staff" });
  const give = await world.run((transaction) =>
    givePoster(transaction, guest, "POST-3", pngPicture()),
  );
  expect(give).toEqual({ kind: "not_staff" });
  expect(await world.run((transaction) => removePoster(transaction, guest, "POST-3"))).toEqual(
    give,
  );
  expect((await read("POST-3"))?.hasPoster).toBe(false);
});

/** Stands for a chat that the installation serves. */
async function chat(): Promise<void> {
  await world.sql(`insert into spaces (id, installation, platform_id, kind)
    values ('space-of-nobody', '${world.installation}', 'x', 'direct') on conflict do nothing`);
}

describe("a picture that was sent", () => {
  test("is looked at once it is here: wrong bytes are told, the right ones kept", async () => {
    await chat();
    await world.add(eventOf("POST-4"));
    const staff = await staffPerson("staff-4");
    for (const [came, words] of [
      [fetched(PDF), /只收 JPG 和 PNG/],
      [fetched(new Uint8Array()), /空的/],
      [{ kind: "too_large" }, /最多 5 MB/],
      [{ kind: "gone" }, /请再发一次/],
    ] as const) {
      expect(await offers("POST-4", staff)).toEqual({ kind: "noted" });
      expect(await receives(came)).toBe(true);
      expect((await world.heard(staff)).at(-1)).toMatch(words);
    }
    await offers("POST-4", staff);
    await receives(fetched(pngPicture()));
    expect((await world.heard(staff)).at(-1)).toMatch(/换好了/);
    expect(await read("POST-4")).toMatchObject({ hasPoster: true });
    expect(await receives(fetched(PDF))).toBe(false);
  });

  test("is fetched again while its platform is away, under a lease, and given up in the end", async () => {
    await chat();
    await world.add(eventOf("POST-5"));
    const staff = await staffPerson("staff-5");
    await offers("POST-5", staff);
    for (let tries = 1; tries < 5; tries += 1) {
      expect(await receives({ kind: "unavailable" })).toBe(true);
      expect(await receives(fetched(pngPicture()))).toBe(false);
      await world.sql("update awaited_posters set due_at = now()");
    }
    await receives({ kind: "unavailable" });
    expect((await world.heard(staff)).at(-1)).toMatch(/请再发一次/);
  });

  test("is dropped when another came meanwhile, or the right to give it went", async () => {
    await chat();
    await world.add(eventOf("POST-6"));
    const staff = await staffPerson("staff-6");
    await offers("POST-6", staff);
    await receiveNextPoster({
      fetch: async () => {
        await offers("POST-6", staff);
        return fetched(pngPicture());
      },
      inTransaction: world.store.inTransaction,
    });
    expect(await read("POST-6")).toMatchObject({ hasPoster: false });
    await world.run((transaction) => setPosition(transaction, staff, undefined));
    await receives(fetched(pngPicture()));
    expect(await read("POST-6")).toMatchObject({ hasPoster: false });
    expect((await world.heard(staff)).at(-1)).toMatch(/没有办活动的权限/);
  });
});

test("the card in a group refers to the poster and does not carry it", async () => {
  await world.add(eventOf("POST-7"));
  await world.run((transaction) => givePoster(transaction, OPERATOR, "POST-7", pngPicture(1000)));
  await world.sql(`insert into spaces (id, installation, platform_id, kind)
    values ('space-7', '${world.installation}', 'seven', 'group')`);
  await world.run((transaction) => postCard(transaction, { space: "space-7" }, "POST-7"));
  const version = (await read("POST-7"))?.posterVersion;
  const [row] = await world.sql(`select pg_column_size(outbound.*) as size, masked from outbound
    join deliveries on outbound = id where deliveries.chat = 'space-7'`);
  expect(Number(row?.["size"])).toBeLessThan(4_000);
  expect(version).toMatch(/^[a-z0-9]{14}$/);
});
