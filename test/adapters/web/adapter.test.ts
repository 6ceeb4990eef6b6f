import { beforeEach, describe, expect, test } from "vitest";
import { createWebAdapter, type WebAdapter } from "../../../adapters/web/index.ts";
import { SAMPLE_INTENTS, SAMPLE_OUTGOING } from "../../../adapters/web/samples.ts";
import type { Receive, TokenOf } from "../../../src/engine/adapter.ts";
import type { Event } from "../../../src/engine/event.ts";
import { createMemoryMessages, type MemoryMessages } from "./memory-messages.ts";

const SECRET = "a secret of the tests, long enough to sign with";
const tokenOf: TokenOf = (action) => (action.kind === "link" ? undefined : "token0");

let messages: MemoryMessages;
let adapter: WebAdapter;
let warnings: string[];

beforeEach(() => {
  messages = createMemoryMessages(() => 1000);
  warnings = [];
  adapter = adapterOf(messages);
});

function adapterOf(kept: MemoryMessages, tokens: TokenOf = tokenOf): WebAdapter {
  const log = { warn: (_: object, text: string) => warnings.push(text) };
  return createWebAdapter({
    installation: "web0",
    messages: kept,
    tokenOf: tokens,
    secret: SECRET,
    log,
  });
}

/** A bot that takes everything, and remembers it; the first events fail, as many as asked. */
function receiver(failures = 0): { readonly receive: Receive; readonly taken: Event[] } {
  const taken: Event[] = [];
  let left = failures;
  const receive: Receive = async (event) => {
    left -= 1;
    if (left >= 0) throw new Error("Not now");
    taken.push(event);
    return { kind: "committed" };
  };
  return { receive, taken };
}

const memberSays = (key: string, text: string, author = "lin-xiaoman") =>
  messages.add({ key: `m:${author}:${key}`, space: "group", author, body: { kind: "text", text } });

describe("sending", () => {
  test("keeps the bot's message under the outbound's id", async () => {
    const result = await adapter.send(SAMPLE_OUTGOING.reply);
    const [kept] = messages.all();
    expect(result).toEqual({ kind: "sent", messageId: kept?.id });
    expect(kept).toMatchObject({
      key: "outbound00001",
      author: "bot",
      replyTo: "12",
      space: "group",
    });
  });

  test("the same outbound again adds nothing, and names the same message", async () => {
    const first = await adapter.send(SAMPLE_OUTGOING.reply);
    expect(await adapter.send(SAMPLE_OUTGOING.reply)).toEqual(first);
    expect(messages.all()).toHaveLength(1);
  });

  test("a message for one member is kept as theirs alone", async () => {
    await adapter.send(SAMPLE_OUTGOING.onlyForOne);
    expect(messages.all()).toMatchObject([{ onlyFor: "lin-xiaoman" }]);
  });

  test("an edit changes the message in place", async () => {
    const sent = await adapter.send({ ...SAMPLE_OUTGOING.reply, intent: SAMPLE_INTENTS.card });
    const edits = sent.kind === "sent" ? sent.messageId : "";
    const edited = await adapter.send({
      ...SAMPLE_OUTGOING.reply,
      outbound: "outbound00009",
      edits,
    });
    expect(edited).toEqual(sent);
    const body = { kind: "intent", intent: SAMPLE_INTENTS.say, locale: "zh-CN" };
    expect(messages.all()).toMatchObject([{ id: edits, body, editedAt: 1000 }]);
  });

  test.each([
    ["of a member", async () => (await memberSays("k", "hi")).message.id],
    ["that is not there", async () => "999"],
    [
      "of another chat",
      async () => {
        const sent = await adapter.send(SAMPLE_OUTGOING.direct);
        return sent.kind === "sent" ? sent.messageId : "";
      },
    ],
  ])("an edit of a message %s is refused, and changes nothing", async (_, idOf) => {
    const edits = await idOf();
    const before = messages.all();
    expect(await adapter.send({ ...SAMPLE_OUTGOING.reply, edits })).toMatchObject({
      kind: "refused",
    });
    expect(messages.all()).toEqual(before);
  });

  test.each(["direct:nobody", "channel", ""])(
    "to a chat that isn't there (%j) is unreachable",
    async (platformId) => {
      const space = { platformId, kind: "group" } as const;
      const result = await adapter.send({ ...SAMPLE_OUTGOING.reply, space });
      expect(result).toMatchObject({ kind: "unreachable" });
      expect(messages.all()).toEqual([]);
    },
  );

  test("while the database is away is for later", async () => {
    messages.failing = true;
    expect(await adapter.send(SAMPLE_OUTGOING.reply)).toMatchObject({
      kind: "later",
      scope: "token",
    });
    messages.failing = false;
    expect(await adapter.send(SAMPLE_OUTGOING.reply)).toMatchObject({ kind: "sent" });
  });

  test("what cannot be shown is refused, and not kept", async () => {
    adapter = adapterOf(messages, () => {
      throw new Error("An open action does not fit a button token");
    });
    const result = await adapter.send({ ...SAMPLE_OUTGOING.reply, intent: SAMPLE_INTENTS.card });
    expect(result).toMatchObject({ kind: "refused" });
    expect(messages.all()).toEqual([]);
  });
});

test("everyone has a direct chat, and strangers have none", async () => {
  expect(await adapter.directSpace("amay")).toBe("direct:amay");
  expect(await adapter.directSpace("nobody")).toBeUndefined();
});

test("a hint for one member exists in groups only", () => {
  expect(adapter.capabilities({ kind: "group" }).onlyYou).toBe(true);
  expect(adapter.capabilities({ kind: "direct" }).onlyYou).toBe(false);
});

test("a short secret is refused at once", () => {
  const log = { warn: () => undefined };
  const short = { installation: "web0", messages, tokenOf, secret: "short", log };
  expect(() => createWebAdapter(short)).toThrow("32 characters");
});

describe("on start", () => {
  test("what was never acknowledged is handed over again, oldest first, under its own keys", async () => {
    await memberSays("key1", "@小V 一");
    await memberSays("key2", "@小V 二", "amay");
    const { receive, taken } = receiver();
    await adapter.start(receive);
    expect(taken.map(({ deliveryKey }) => deliveryKey)).toEqual([
      "m:lin-xiaoman:key1",
      "m:amay:key2",
    ]);
    expect(messages.unacknowledgedIds()).toEqual([]);
    await adapter.stop();
  });

  test("what was acknowledged is not", async () => {
    const { message } = await memberSays("key1", "@小V 一");
    await messages.acknowledge(message.id);
    const { receive, taken } = receiver();
    await adapter.start(receive);
    expect(taken).toEqual([]);
    await adapter.stop();
  });

  test("one that fails again stays for the next start, and the rest is handed over", async () => {
    const { message } = await memberSays("key1", "@小V 一");
    await memberSays("key2", "@小V 二");
    const { receive, taken } = receiver(1);
    await adapter.start(receive);
    expect(taken).toHaveLength(1);
    expect(messages.unacknowledgedIds()).toEqual([message.id]);
    expect(warnings).toHaveLength(1);
    await adapter.stop();
  });

  test("a redelivered reply to the bot is still one", async () => {
    const sent = await adapter.send({ ...SAMPLE_OUTGOING.reply, replyTo: undefined });
    const replyTo = sent.kind === "sent" ? sent.messageId : "";
    const body = { kind: "text", text: "然后呢" } as const;
    await messages.add({ key: "m:amay:key3", space: "group", author: "amay", replyTo, body });
    const { receive, taken } = receiver();
    await adapter.start(receive);
    expect(taken).toMatchObject([{ body: { addressed: true, repliesToBot: replyTo } }]);
    await adapter.stop();
  });

  test("a new group tells that the bot joined it, and only a new one", async () => {
    const first = receiver();
    await adapter.start(first.receive);
    expect(first.taken).toMatchObject([{ deliveryKey: "join:group", body: { kind: "join" } }]);
    await adapter.stop();
    await adapter.send(SAMPLE_OUTGOING.reply);
    const second = receiver();
    adapter = adapterOf(messages);
    await adapter.start(second.receive);
    expect(second.taken).toEqual([]);
    await adapter.stop();
  });
});
