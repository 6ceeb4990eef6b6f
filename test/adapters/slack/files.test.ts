import { expect, test } from "vitest";
import { fileOf } from "../../../src/delivery/sending/files.ts";
import type { Attachment } from "../../../src/engine/intent.ts";
import { type AdapterOn, adapterOn, outgoing } from "./adapter-on.ts";
import { LIN } from "./slack-service.ts";

const ATTACHMENTS: readonly Extract<Attachment, { kind: "qr" | "calendar" }>[] = [
  { kind: "qr", label: "入场二维码", text: "ABCD2345" },
  { kind: "calendar", label: "加到日历", name: "EV-01.ics", text: "BEGIN:VCALENDAR\r\n" },
];

function pass({ slack }: AdapterOn) {
  const space = { platformId: slack.people.direct(LIN).id, kind: "direct" } as const;
  const intent = { kind: "card", text: "入场码 ABCD2345", attachments: ATTACHMENTS } as const;
  return outgoing({ space, intent, files: ATTACHMENTS.map(fileOf) });
}

/** What stands in the direct chat: the names of files, or words. */
function seen({ slack }: AdapterOn) {
  return slack.people
    .sees(LIN, slack.people.direct(LIN).id)
    .map(({ files, text }) => files?.map(({ name }) => name) ?? text);
}

const BOTH = ["code.png", "EV-01.ics"];

test("a pass comes with its picture and its calendar file, the words last", async () => {
  const on = await adapterOn();
  expect(await on.adapter.send(pass(on))).toMatchObject({ kind: "sent" });
  expect(seen(on)).toEqual([BOTH, "入场码 ABCD2345"]);
  const [shared] = on.slack.people.sees(LIN, on.slack.people.direct(LIN).id);
  expect(shared?.files?.map(({ title }) => title)).toEqual(["入场二维码", "加到日历"]);
  expect(new TextDecoder().decode(shared?.files?.[1]?.bytes)).toBe("BEGIN:VCALENDAR\r\n");
  expect(on.slack.mistakes()).toEqual([]);
});

test("without the permission the words go alone", async () => {
  const on = await adapterOn();
  on.slack.team.scopes.delete("files:write");
  expect(await on.adapter.send(pass(on))).toMatchObject({ kind: "sent" });
  expect(seen(on)).toEqual(["入场码 ABCD2345"]);
  expect(on.logged()).toMatch(
    /without its files[\s\S]*files\.write|files\.write[\s\S]*without its files/,
  );
});

test.each([
  ["files.getUploadURLExternal", "file_uploads_disabled"],
  ["files.completeUploadExternal", "internal_error"],
])("what %s refuses costs nobody the words, and is not tried again", async (method, error) => {
  const on = await adapterOn();
  on.slack.faults.push({ method, times: 1, error });
  expect(await on.adapter.send(pass(on))).toMatchObject({ kind: "sent" });
  expect(seen(on)).toEqual(["入场码 ABCD2345"]);
});

test.each(["files.getUploadURLExternal", "files.completeUploadExternal", "chat.postMessage"])(
  "told to wait at %s, it goes on there and shares nothing twice",
  async (method) => {
    const on = await adapterOn();
    on.slack.faults.push({ method, times: 1, status: 429, retryAfter: 1 });
    const message = pass(on);
    expect(await on.adapter.send(message)).toMatchObject({ kind: "later", afterMs: 1_000 });
    expect(await on.adapter.send(message)).toMatchObject({ kind: "sent" });
    expect(seen(on)).toEqual([BOTH, "入场码 ABCD2345"]);
    expect(on.slack.mistakes()).toEqual([]);
  },
);
