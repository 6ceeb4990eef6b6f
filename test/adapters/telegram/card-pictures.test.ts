import { describe, expect, test } from "vitest";
import { posterIn } from "../../../src/delivery/sending/files.ts";
import type { OutgoingMessage, ShownPicture } from "../../../src/engine/adapter.ts";
import { pngPicture } from "../../support/pictures.ts";
import { groupWith, inGroup, type Running, useRunning, whenReady } from "./running.ts";

const at = useRunning();
const WHITE = 200;

/** Pictures one can tell apart. */
const PICTURES: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  v1: pngPicture(100),
  v2: pngPicture(110),
  v3: pngPicture(120),
};

/** A live card in a group; each edition is sent as the delivery does it. */
async function cardIn(running: Running) {
  await whenReady(running);
  const { lin, group } = groupWith(running, "supergroup");
  const chat = () => running.telegram.world.chats.get(group)?.messages ?? [];
  let edits: string | undefined;
  let shown: ShownPicture | undefined;
  let edition = 0;
  /** What the group sees: names of pictures by their sizes, and words. */
  const seen = () =>
    chat()
      .filter(({ from }) => from !== lin)
      .map(({ file, text }) => (file ? `[${sideOf(file.bytes)}]` : text.split("\n").at(0)));
  async function say(text: string, version?: string, more: Partial<OutgoingMessage> = {}) {
    edition += 1;
    const attachments =
      version === undefined ? [] : [{ kind: "poster" as const, label: `海报 ${version}`, version }];
    const message: Partial<OutgoingMessage> & Pick<OutgoingMessage, "space"> = {
      outbound: `card-${edition}`,
      space: inGroup(group),
      intent: { kind: "card", key: "event:EV-01:1", text, attachments },
      edits,
      shown,
      poster: posterIn(attachments, async (wanted) => {
        const bytes = PICTURES[wanted];
        return bytes && { bytes, type: "image/png" };
      }),
      ...more,
    };
    let result = await running.send(message);
    for (let tries = 0; result.kind === "later" && tries < 5; tries += 1) {
      result = await running.send(message);
    }
    if (result.kind === "sent") ({ messageId: edits, shown } = result);
    return result;
  }
  return {
    group,
    say,
    seen,
    chat,
    shown: () => shown,
    /** The service forgets what it noted, as a release did that noted nothing. */
    forget: () => {
      shown = undefined;
    },
  };
}

function sideOf(png: Uint8Array): number {
  return new DataView(png.buffer, png.byteOffset).getUint32(16);
}

const calls = (running: Running, group: number) =>
  running.telegram.calls
    .filter(({ parameters }) => String(parameters["chat_id"]) === String(group))
    .map(({ method }) => method)
    .filter((method) => /^(?:send|edit|delete)/.test(method));

describe("the picture of a card", () => {
  test("that is posted stands ahead of it, and edits of the words leave it alone", async () => {
    const card = await cardIn(at());
    expect(await card.say("1/60", "v1")).toMatchObject({ shown: { version: "v1" } });
    await card.say("2/60", "v1");
    expect(card.seen()).toEqual(["[100]", "2/60"]);
    expect(calls(at(), card.group)).toEqual(["sendPhoto", "sendMessage", "editMessageText"]);
  });

  test("is replaced in its place with the next edit, once, and by its id where Telegram has it", async () => {
    const card = await cardIn(at());
    await card.say("1/60", "v1");
    await card.say("1/60", "v2");
    expect(card.seen()).toEqual(["[110]", "1/60"]);
    expect(card.chat().map(({ text }) => text)).toContain("海报 v2");
    await card.say("2/60", "v2");
    await card.say("3/60", "v1");
    expect(card.seen()).toEqual(["[100]", "3/60"]);
    const media = at()
      .telegram.calls.filter(({ method }) => method === "editMessageMedia")
      .map(({ parameters }) => JSON.stringify(parameters["media"]).includes("AgAC-sent"));
    expect(media).toEqual([false, true]);
  });

  test("is added once, as an answer to the card, when the card had none", async () => {
    const card = await cardIn(at());
    await card.say("1/60");
    await card.say("2/60", "v1");
    expect(card.seen()).toEqual(["2/60", "[100]"]);
    const [words, picture] = card.chat().slice(-2);
    expect(picture?.replyTo).toBe(words?.id);
    await card.say("3/60", "v2");
    expect(card.seen()).toEqual(["3/60", "[110]"]);
  });

  test("goes when the event has none any more, and another can come", async () => {
    const card = await cardIn(at());
    await card.say("1/60", "v1");
    await card.say("1/60");
    expect(card.seen()).toEqual(["1/60"]);
    await card.say("1/60", "v3");
    expect(card.seen()).toEqual(["1/60", "[120]"]);
  });

  test("that is too old to be deleted is blanked, and takes the next one", async () => {
    const card = await cardIn(at());
    const { world } = at().telegram;
    await card.say("1/60", "v1");
    const now = world.now();
    world.now = () => now + 49 * 60 * 60_000;
    await card.say("2/60");
    expect(card.seen()).toEqual([`[${WHITE}]`, "2/60"]);
    expect(card.chat().find(({ file }) => file)?.text).toContain("已不再使用");
    await card.say("3/60");
    await card.say("3/60", "v2");
    expect(card.seen()).toEqual(["[110]", "3/60"]);
  });

  test("that somebody deleted is put beside the card anew", async () => {
    const card = await cardIn(at());
    await card.say("1/60", "v1");
    const chat = at().telegram.world.chats.get(card.group);
    chat?.messages.splice(
      chat.messages.findIndex(({ file }) => file),
      1,
    );
    await card.say("2/60", "v2");
    expect(card.seen()).toEqual(["2/60", "[110]"]);
  });

  test("stands beside a card from before that was noted: it is not sent twice, and a later one comes", async () => {
    const card = await cardIn(at());
    await card.say("1/60", "v1");
    card.forget();
    await card.say("2/60", "v1");
    expect(card.seen()).toEqual(["[100]", "2/60"]);
    await card.say("3/60", "v2");
    expect(card.seen()).toEqual(["[100]", "3/60", "[110]"]);
  });

  test("that is not taken costs nobody the words, and is tried once for each picture", async () => {
    const card = await cardIn(at());
    await card.say("1/60", "v1");
    const plan = (description: string) =>
      at().telegram.plan({
        method: "editMessageMedia",
        times: 1,
        kind: "error",
        code: 400,
        description,
      });
    plan("Bad Request: PHOTO_INVALID_DIMENSIONS");
    await card.say("2/60", "v2");
    await card.say("3/60", "v2");
    expect(card.seen()).toEqual(["[100]", "3/60"]);
    await card.say("4/60", "v3");
    expect(card.seen()).toEqual(["[120]", "4/60"]);
    expect(calls(at(), card.group).filter((method) => method === "editMessageMedia")).toHaveLength(
      2,
    );
  });

  test("whose id Telegram forgot is uploaded anew", async () => {
    const card = await cardIn(at());
    await card.say("1/60", "v1");
    await card.say("1/60", "v2");
    at().telegram.world.photos.clear();
    await card.say("2/60", "v1");
    expect(card.seen()).toEqual(["[100]", "2/60"]);
  });

  test.each(["editMessageMedia", "editMessageText"] as const)(
    "told to wait at %s, it goes on there; an answer that is lost is no harm",
    async (method) => {
      const card = await cardIn(at());
      await card.say("1/60", "v1");
      at().telegram.plan({ method, times: 1, kind: "error", code: 429, retryAfter: 1 });
      await card.say("2/60", "v2");
      expect(card.seen()).toEqual(["[110]", "2/60"]);
      at().telegram.plan({ method, times: 1, kind: "lost" });
      await card.say("3/60", "v3");
      expect(card.seen()).toEqual(["[120]", "3/60"]);
    },
  );

  test("stays when the card itself is gone, and the new card stands below", async () => {
    const card = await cardIn(at());
    await card.say("1/60", "v1");
    const chat = at().telegram.world.chats.get(card.group);
    chat?.messages.pop();
    await card.say("2/60", "v2");
    expect(card.seen()).toEqual(["[110]", "2/60"]);
    await card.say("3/60", "v3");
    expect(card.seen()).toEqual(["[120]", "3/60"]);
  });

  test("that changed again before it was sent is left to the next edit", async () => {
    const card = await cardIn(at());
    await card.say("1/60", "v1");
    await card.say("2/60", "v-gone");
    expect(card.seen()).toEqual(["[100]", "2/60"]);
    await card.say("2/60", "v2");
    expect(card.seen()).toEqual(["[110]", "2/60"]);
  });
});

describe("at a chat's pace", () => {
  const paced = useRunning({ adapter: { chatEveryMs: 1_000 } });

  test("the picture and the words of an edit are one call each", async () => {
    const card = await cardIn(paced());
    const chat = inGroup(card.group);
    const poster = posterIn([{ kind: "poster", label: "海报", version: "v1" }], async () => ({
      bytes: pngPicture(),
      type: "image/png",
    }));
    const message = {
      outbound: "paced",
      space: chat,
      intent: { kind: "card", key: "k", text: "1/60" } as const,
      poster,
    };
    expect(await paced().send(message)).toMatchObject({ kind: "later", scope: "message" });
    expect(calls(paced(), card.group)).toEqual(["sendPhoto"]);
    const { people } = paced().telegram;
    const told = paced().telegram.calls.length;
    expect(await paced().send(message)).toMatchObject({ kind: "later", scope: "message" });
    expect(paced().telegram.calls.length).toBe(told);
    expect(people.botSaid(card.group)).toHaveLength(1);
  });
});
