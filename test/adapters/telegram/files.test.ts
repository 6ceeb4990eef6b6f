import { expect, test } from "vitest";
import { fileOf } from "../../../src/delivery/sending/files.ts";
import type { Attachment } from "../../../src/engine/intent.ts";
import { direct, useRunning, whenReady } from "./running.ts";

const at = useRunning();

const ATTACHMENTS: readonly Exclude<Attachment, { kind: "poster" }>[] = [
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
