import { describe, expect, test } from "vitest";
import { posterIn } from "../../../src/delivery/sending/files.ts";
import type { OutgoingMessage, SendResult, ShownPicture } from "../../../src/engine/adapter.ts";
import { picturesIn } from "../../stand-ins/slack/files.ts";
import { pngPicture } from "../../support/pictures.ts";
import { type AdapterOn, adapterOn, outgoing } from "./adapter-on.ts";
import { GROUP, KITE, LIN } from "./slack-service.ts";

/** Pictures one can tell apart. */
const PICTURES: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  v1: pngPicture(100),
  v2: pngPicture(110),
  v3: pngPicture(120),
};

const sideOf = (png: Uint8Array) => new DataView(png.buffer, png.byteOffset).getUint32(16);

/** Messages with posters as the delivery hands them over, and what people see of them. */
function stage(on: AdapterOn, { looksMs = 0 }: { readonly looksMs?: number } = {}) {
  const { slack, adapter } = on;
  slack.world.lookMs = looksMs;
  let loads = 0;
  const posterOf = (version: string | undefined): Pick<OutgoingMessage, "intent" | "poster"> => {
    const attachments =
      version === undefined ? [] : [{ kind: "poster" as const, label: `海报 ${version}`, version }];
    return {
      intent: { kind: "card", key: "event:EV-01:1", text: "", attachments },
      poster: posterIn(attachments, async (wanted) => {
        loads += 1;
        const bytes = PICTURES[wanted];
        return bytes && { bytes, type: "image/png" };
      }),
    };
  };
  /** Sends it again whenever it is put back; `looked`: meanwhile Slack has looked at every upload. */
  async function persist(message: OutgoingMessage, looked = true): Promise<SendResult> {
    for (let tries = 0; ; tries += 1) {
      const result = await adapter.send(message);
      if (result.kind !== "later" || tries === 12) return result;
      for (const file of slack.world.botFiles.values()) if (looked) file.readyAt = 0;
    }
  }
  let edits: string | undefined;
  let shown: ShownPicture | undefined;
  return {
    loads: () => loads,
    posterOf,
    persist,
    async say(text: string, version?: string): Promise<SendResult> {
      const { intent, poster } = posterOf(version);
      const message = outgoing({ intent: { ...intent, text }, poster, edits, shown });
      const result = await persist(message);
      if (result.kind === "sent") ({ messageId: edits, shown } = result);
      return result;
    },
    /** In a channel: the sides of pictures, shared as a file or in the message itself, and the words. */
    seen: (channel = GROUP, user = LIN) =>
      slack.people.sees(user, channel).map(({ text, files, blocks }) => {
        const inside = picturesIn(slack.world, blocks).map(({ bytes }) => sideOf(bytes));
        return files ? files.map(({ bytes }) => sideOf(bytes)) : [...inside, text.split("\n")[0]];
      }),
    deletesAll: () => slack.world.botFiles.clear(),
    calls: (method: string) => slack.calls.filter((call) => call.method === method).length,
  };
}

describe("a picture that is shown more than once", () => {
  test("is fetched and uploaded once and stands in every message; another one for itself", async () => {
    const on = await adapterOn();
    const at = stage(on);
    const { people } = on.slack;
    for (const [user, version] of [
      [LIN, "v1"],
      [KITE, "v1"],
      [LIN, "v2"],
      [KITE, "v1"],
    ] as const) {
      const space = { platformId: people.direct(user).id, kind: "direct" } as const;
      const { poster } = at.posterOf(version);
      const intent = { kind: "say", text: `详情 ${version}` } as const;
      expect(await at.persist(outgoing({ space, poster, intent }))).toMatchObject({ kind: "sent" });
    }
    expect(at.seen(people.direct(LIN).id)).toEqual([
      [100, "详情 v1"],
      [110, "详情 v2"],
    ]);
    expect(at.seen(people.direct(KITE).id, KITE)).toEqual([
      [100, "详情 v1"],
      [100, "详情 v1"],
    ]);
    expect([at.loads(), at.calls("files.getUploadURLExternal")]).toEqual([2, 2]);
    expect(on.slack.mistakes()).toEqual([]);
  });

  test("waits until Slack has looked at it, without another upload", async () => {
    const on = await adapterOn();
    const at = stage(on, { looksMs: 60_000 });
    const message = outgoing({ ...at.posterOf("v1"), intent: { kind: "say", text: "详情" } });
    expect(await on.adapter.send(message)).toEqual({
      kind: "later",
      afterMs: 1_000,
      scope: "message",
    });
    expect(at.seen()).toEqual([]);
    expect(await at.persist(message)).toMatchObject({ kind: "sent" });
    expect(at.seen()).toEqual([[100, "详情"]]);
    expect(at.calls("files.getUploadURLExternal")).toBe(1);
  });

  test("is uploaded again when somebody deleted it", async () => {
    const on = await adapterOn();
    const at = stage(on);
    const send = () =>
      at.persist(outgoing({ ...at.posterOf("v1"), intent: { kind: "say", text: "详情" } }));
    await send();
    at.deletesAll();
    expect(await send()).toMatchObject({ kind: "sent" });
    expect(at.calls("files.getUploadURLExternal")).toBe(2);
    expect(at.seen().at(-1)).toEqual([100, "详情"]);
  });

  test("that Slack shows in no message goes ahead of it as a file, from then on at once", async () => {
    const on = await adapterOn();
    const at = stage(on, { looksMs: 60_000 });
    const send = () =>
      at.persist(outgoing({ ...at.posterOf("v1"), intent: { kind: "say", text: "详情" } }), false);
    expect(await send()).toMatchObject({ kind: "sent" });
    expect(at.seen()).toEqual([[100], ["详情"]]);
    const before = at.calls("chat.postMessage");
    await send();
    expect(at.calls("chat.postMessage")).toBe(before + 1);
    expect(at.seen()).toEqual([[100], ["详情"], [100], ["详情"]]);
    expect(on.logged()).toContain("not shown in messages");
  });

  test("without the permission the words go alone", async () => {
    const on = await adapterOn();
    on.slack.team.scopes.delete("files:write");
    const at = stage(on);
    const message = outgoing({ ...at.posterOf("v1"), intent: { kind: "say", text: "详情" } });
    expect(await at.persist(message)).toMatchObject({ kind: "sent" });
    expect(at.seen()).toEqual([["详情"]]);
    expect(on.logged()).toContain("files.write");
  });

  test.each(["files.getUploadURLExternal", "files.completeUploadExternal", "chat.postMessage"])(
    "told to wait at %s, it goes on and shows one",
    async (method) => {
      const on = await adapterOn();
      const at = stage(on);
      on.slack.faults.push({ method, times: 1, status: 429, retryAfter: 1 });
      const message = outgoing({ ...at.posterOf("v1"), intent: { kind: "say", text: "详情" } });
      expect(await on.adapter.send(message)).toMatchObject({ kind: "later", afterMs: 1_000 });
      expect(await at.persist(message)).toMatchObject({ kind: "sent" });
      expect(at.seen()).toEqual([[100, "详情"]]);
    },
  );

  test("in words that blocks do not take for another reason, the words still go", async () => {
    const on = await adapterOn();
    const at = stage(on);
    on.slack.faults.push({ method: "chat.postMessage", times: 1, error: "invalid_blocks" });
    const message = outgoing({ ...at.posterOf("v1"), intent: { kind: "say", text: "详情" } });
    expect(await at.persist(message)).toMatchObject({ kind: "sent" });
    expect(at.seen()).toEqual([["详情"]]);
  });
});

describe("the picture of a card", () => {
  test("is replaced, taken away and added with the edits of the card", async () => {
    const on = await adapterOn();
    const at = stage(on);
    await at.say("1/60", "v1");
    expect(at.seen()).toEqual([[100, "1/60"]]);
    await at.say("2/60", "v2");
    expect(at.seen()).toEqual([[110, "2/60"]]);
    await at.say("3/60");
    expect(at.seen()).toEqual([["3/60"]]);
    await at.say("4/60", "v3");
    expect(at.seen()).toEqual([[120, "4/60"]]);
    expect([at.calls("chat.postMessage"), at.calls("chat.update")]).toEqual([1, 3]);
    expect(on.slack.mistakes()).toEqual([]);
  });

  test("stays in every edit though the process is another one, and nothing is fetched or uploaded for it", async () => {
    const on = await adapterOn();
    const first = stage(on);
    const { intent, poster } = first.posterOf("v1");
    const posted = await first.persist(outgoing({ intent: { ...intent, text: "1/60" }, poster }));
    if (posted.kind !== "sent") throw new Error("It was sent");
    const other = await adapterOn();
    const at = stage(other);
    for (const [id, channel] of on.slack.team.channels) other.slack.team.channels.set(id, channel);
    for (const [id, file] of on.slack.world.botFiles) other.slack.world.botFiles.set(id, file);
    const edit = outgoing({
      ...at.posterOf("v1"),
      intent: { ...intent, text: "2/60" },
      edits: posted.messageId,
      shown: posted.shown,
    });
    expect(await at.persist(edit)).toMatchObject({ kind: "sent", shown: posted.shown });
    expect(at.seen()).toEqual([[100, "2/60"]]);
    expect([at.loads(), at.calls("files.getUploadURLExternal")]).toEqual([0, 0]);
  });

  test("that somebody deleted comes back with the next edit", async () => {
    const on = await adapterOn();
    const at = stage(on);
    await at.say("1/60", "v1");
    at.deletesAll();
    await at.say("2/60", "v1");
    expect(at.seen()).toEqual([[100, "2/60"]]);
    expect(at.calls("chat.postMessage")).toBe(1);
  });

  test("that Slack does not show costs the card nothing but the picture, and no further tries", async () => {
    const on = await adapterOn();
    const at = stage(on);
    await at.say("1/60");
    on.slack.world.lookMs = 60_000;
    const { poster, intent } = at.posterOf("v1");
    const [card] = on.slack.people.sees(LIN, GROUP);
    const edit = (text: string) =>
      at.persist(outgoing({ intent: { ...intent, text }, poster, edits: card?.ts }), false);
    expect(await edit("2/60")).toMatchObject({ kind: "sent", shown: { version: null } });
    expect(at.seen()).toEqual([["2/60"]]);
    const before = at.calls("chat.update");
    await edit("3/60");
    expect(at.calls("chat.update")).toBe(before + 1);
    expect(at.seen()).toEqual([["3/60"]]);
  });
});
