import { describe, expect, test } from "vitest";
import { createKeptPictures } from "../../../adapters/telegram/kept-pictures.ts";
import { fileOf, posterIn } from "../../../src/delivery/sending/files.ts";
import type { Attachment } from "../../../src/engine/intent.ts";
import { pngPicture } from "../../support/pictures.ts";
import { direct, useRunning, whenReady } from "./running.ts";

const at = useRunning();

const ATTACHMENTS: readonly Extract<Attachment, { kind: "qr" | "calendar" }>[] = [
  { kind: "qr", label: "入场二维码", text: "ABCD2345" },
  { kind: "calendar", label: "加到日历", name: "EV-01.ics", text: "BEGIN:VCALENDAR\r\n" },
];

async function sendPass() {
  const running = await whenReady(at());
  const lin = running.telegram.people.user("小满");
  running.telegram.people.starts(lin);
  const sent = await running.send({
    space: direct(lin),
    intent: { kind: "card", text: "入场码 ABCD2345", attachments: ATTACHMENTS },
    files: ATTACHMENTS.map(fileOf),
  });
  const chat = running.telegram.world.chats.get(lin);
  return { running, sent, messages: (chat?.messages ?? []).filter(({ from }) => from !== lin) };
}

test("a pass comes with its picture and its calendar file, the words last", async () => {
  const { running, sent, messages } = await sendPass();
  expect(sent).toMatchObject({ kind: "sent", messageId: String(messages.at(-1)?.id) });
  expect(messages.map(({ text, file }) => [text, file?.name])).toEqual([
    ["入场二维码", "code.png"],
    ["加到日历", "EV-01.ics"],
    ["入场码 ABCD2345", undefined],
  ]);
  expect(new TextDecoder().decode(messages[1]?.file?.bytes)).toBe("BEGIN:VCALENDAR\r\n");
  expect(running.telegram.refusals()).toEqual([]);
});

test("a picture that is not taken costs nobody the words", async () => {
  const running = await whenReady(at());
  running.telegram.plan({
    method: "sendPhoto",
    times: 1,
    kind: "error",
    code: 400,
    description: "Bad Request: PHOTO_INVALID_DIMENSIONS",
  });
  const { sent, messages } = await sendPass();
  expect(sent).toMatchObject({ kind: "sent" });
  expect(messages.map(({ text }) => text)).toEqual(["加到日历", "入场码 ABCD2345"]);
});

test("told to wait at a file, it goes on there and sends nothing twice", async () => {
  const running = await whenReady(at());
  running.telegram.plan({
    method: "sendDocument",
    times: 1,
    kind: "error",
    code: 429,
    retryAfter: 1,
  });
  const lin = running.telegram.people.user("小满");
  running.telegram.people.starts(lin);
  const message = {
    outbound: "pass1",
    space: direct(lin),
    intent: { kind: "card", text: "入场码", attachments: ATTACHMENTS } as const,
    files: ATTACHMENTS.map(fileOf),
  };
  expect(await running.send(message)).toMatchObject({ kind: "later" });
  expect(await running.send(message)).toMatchObject({ kind: "sent" });
  const messages = running.telegram.world.chats.get(lin)?.messages ?? [];
  expect(messages.filter(({ file }) => file).map(({ text }) => text)).toEqual([
    "入场二维码",
    "加到日历",
  ]);
});

describe("a picture that is sent more than once", () => {
  const picture = pngPicture();
  let loads = 0;
  const posterOf = (version: string) =>
    posterIn([{ kind: "poster", label: "海报", version }], async () => {
      loads += 1;
      return { bytes: picture, type: "image/png" };
    });
  /** Somebody is sent a picture of this version; what came of it, and what they see. */
  async function sees(version: string) {
    const running = await whenReady(at());
    const { people, world } = running.telegram;
    const viewer = people.user("小满");
    people.starts(viewer);
    const poster = posterOf(version);
    const message = { outbound: `poster-of-${version}`, space: direct(viewer), poster };
    let sent = await running.send(message);
    if (sent.kind === "later") sent = await running.send(message);
    const seen = world.chats.get(viewer)?.messages.filter(({ from }) => from !== viewer) ?? [];
    return { sent, seen: seen.map(({ text, file }) => [text, file?.bytes]) };
  }
  const SEEN = [
    ["海报", picture],
    ["好", undefined],
  ];
  /** What each call gave for the picture: its bytes, or Telegram's id of it. */
  const given = () =>
    at()
      .telegram.calls.filter(({ method }) => method === "sendPhoto")
      .map(({ parameters }) => (typeof parameters["photo"] === "string" ? "id" : "upload"));

  test("is fetched and uploaded once and looks the same to everybody; another one for itself", async () => {
    loads = 0;
    for (const version of ["v1", "v1", "v2", "v1"]) {
      expect(await sees(version)).toMatchObject({ sent: { kind: "sent" }, seen: SEEN });
    }
    expect(given()).toEqual(["upload", "id", "upload", "id"]);
    expect(loads).toBe(2);
    expect(at().telegram.refusals()).toEqual([]);
  });

  test("is uploaded again when Telegram does not know it any more", async () => {
    await sees("v1");
    at().telegram.world.photos.clear();
    expect(await sees("v1")).toMatchObject({ sent: { kind: "sent" }, seen: SEEN });
    expect(await sees("v1")).toMatchObject({ sent: { kind: "sent" }, seen: SEEN });
    expect(given()).toEqual(["upload", "id", "upload", "id"]);
  });

  test("is forgotten when two hundred others were sent since", () => {
    const kept = createKeptPictures();
    for (let each = 0; each <= 200; each += 1) kept.keep(`v${each}`, `id${each}`);
    expect([kept.idOf("v0"), kept.idOf("v1"), kept.idOf("v200")]).toEqual([
      undefined,
      "id1",
      "id200",
    ]);
  });

  test("a picture of one's own, such as a pass, is uploaded each time", async () => {
    for (let times = 0; times < 2; times += 1) await sendPass();
    expect(given()).toEqual(["upload", "upload"]);
  });
});
