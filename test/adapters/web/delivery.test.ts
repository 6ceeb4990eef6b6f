import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SAMPLE_FRAMES, SAMPLE_INTENTS, SAMPLE_OUTGOING } from "../../../adapters/web/samples.ts";
import { type FakeService, startFakeService } from "./fake-service.ts";
import { createMemoryMessages } from "./memory-messages.ts";
import { type Follower, sending, visitAs } from "./visitor.ts";

let fake: FakeService;

beforeEach(async () => {
  fake = await startFakeService();
});

afterEach(async () => {
  await fake.stop();
});

const follow = async (member: string): Promise<Follower> => {
  const stream = await (await visitAs(fake.url, member)).follow();
  await stream.until("ready");
  return stream;
};

/** Sends something everyone in the group hears, and waits until these streams have it: all before it has come too. */
async function settle(...streams: readonly Follower[]): Promise<void> {
  const mark = `mark ${Math.random()}`;
  const mumu = await visitAs(fake.url, "mumu");
  await mumu.act(sending(mark));
  for (const stream of streams) await stream.until(mark);
}

describe("a member's message", () => {
  test("is acknowledged only once the bot has taken it", async () => {
    const lin = await visitAs(fake.url, "lin-xiaoman");
    const frame = sending("@小V 房租");
    fake.refusing = true;
    const refused = await lin.act(frame);
    expect(refused).toMatchObject({ status: 503, body: { error: "not-delivered" } });
    const kept = refused.body["messageId"];
    expect(fake.messages.unacknowledgedIds()).toEqual([kept]);
    fake.refusing = false;
    expect(await lin.act(frame)).toMatchObject({ status: 200, body: { messageId: kept } });
    expect(fake.messages.unacknowledgedIds()).toEqual([]);
  });

  test("sent twice, even at once, is one message and one event", async () => {
    const lin = await visitAs(fake.url, "lin-xiaoman");
    const frame = sending("@小V 房租");
    const answers = await Promise.all([lin.act(frame), lin.act(frame), lin.act(frame)]);
    expect(new Set(answers.map(({ body }) => body["messageId"])).size).toBe(1);
    expect(fake.messages.all().filter(({ author }) => author === "lin-xiaoman")).toHaveLength(1);
    expect(fake.events.filter(({ body }) => body.kind === "text")).toHaveLength(1);
  });

  test("is not lost when the database goes away in between", async () => {
    const lin = await visitAs(fake.url, "lin-xiaoman");
    const frame = sending("@小V 房租");
    fake.messages.failing = true;
    expect((await lin.act(frame)).status).toBe(503);
    fake.messages.failing = false;
    expect((await lin.act(frame)).status).toBe(200);
    expect(fake.events.filter(({ body }) => body.kind === "text")).toHaveLength(1);
  });

  test("may be as long as 20,000 characters, and arrives whole", async () => {
    const lin = await visitAs(fake.url, "lin-xiaoman");
    const text = "长".repeat(20_000);
    expect((await lin.act(sending(text))).status).toBe(200);
    expect(fake.events.at(-1)?.body).toMatchObject({ text });
  });

  test("reaches every browser of every member at once", async () => {
    const streams = await Promise.all(
      ["lin-xiaoman", "lin-xiaoman", "amay", "desk-tax"].map(follow),
    );
    const blue = await visitAs(fake.url, "blue-kite");
    await blue.act(sending("hello from the roof"));
    for (const stream of streams) await stream.until("hello from the roof");
  });

  test("is not taken after the stop, and the live streams end", async () => {
    const lin = await visitAs(fake.url, "lin-xiaoman");
    const stream = await lin.follow();
    await fake.adapter.stop();
    expect(await lin.act(sending("late"))).toMatchObject({
      status: 503,
      body: { error: "closing" },
    });
    await stream.ended;
  });
});

describe("what is for one member", () => {
  test("never comes to another's connection, live or later", async () => {
    const [lin, amay, desk] = [
      await follow("lin-xiaoman"),
      await follow("amay"),
      await follow("desk-general"),
    ];
    const secret = { ...SAMPLE_INTENTS.notice, text: "SECRET-ONLY-FOR-LIN" };
    await fake.adapter.send({ ...SAMPLE_OUTGOING.onlyForOne, intent: secret });
    await settle(lin, amay, desk);
    expect(lin.received()).toContain("SECRET-ONLY-FOR-LIN");
    expect(amay.received() + desk.received()).not.toContain("SECRET-ONLY-FOR-LIN");
    for (const member of ["amay", "desk-general"]) {
      const visitor = await visitAs(fake.url, member);
      for (const path of ["chats", "history?space=group"]) {
        const { body } = await visitor.read(path);
        expect(JSON.stringify(body), `${member} ${path}`).not.toContain("SECRET");
      }
    }
  });

  test("cannot be read, answered, tapped or marked by its number", async () => {
    const sent = await fake.adapter.send({
      ...SAMPLE_OUTGOING.onlyForOne,
      intent: SAMPLE_INTENTS.review,
    });
    const id = sent.kind === "sent" ? sent.messageId : "";
    const amay = await visitAs(fake.url, "amay");
    const before = fake.events.length;
    const unknown = { status: 404, body: { error: "unknown-message" } };
    expect(await amay.read(`messages/${id}`)).toMatchObject(unknown);
    expect(await amay.act({ ...sending("?"), replyTo: id })).toMatchObject(unknown);
    expect(await amay.act({ ...SAMPLE_FRAMES.tap, message: id })).toMatchObject(unknown);
    expect(await amay.act({ ...SAMPLE_FRAMES.read, message: id })).toMatchObject(unknown);
    expect(fake.events).toHaveLength(before);
    const lin = await visitAs(fake.url, "lin-xiaoman");
    expect(await lin.read(`messages/${id}`)).toMatchObject({ status: 200 });
  });

  test("an edit of it stays theirs too", async () => {
    const [lin, amay] = [await follow("lin-xiaoman"), await follow("amay")];
    const sent = await fake.adapter.send(SAMPLE_OUTGOING.onlyForOne);
    const edits = sent.kind === "sent" ? sent.messageId : "";
    const intent = { ...SAMPLE_INTENTS.notice, text: "SECRET-EDITED" };
    await fake.adapter.send({
      ...SAMPLE_OUTGOING.onlyForOne,
      outbound: "outbound00008",
      edits,
      intent,
    });
    await settle(lin, amay);
    expect(lin.received()).toContain("SECRET-EDITED");
    expect(amay.received()).not.toContain("SECRET-EDITED");
  });
});

describe("a direct chat", () => {
  test("is its member's alone", async () => {
    const [lin, amay, desk] = [
      await follow("lin-xiaoman"),
      await follow("amay"),
      await follow("desk-general"),
    ];
    const speaker = await visitAs(fake.url, "lin-xiaoman");
    await speaker.act(sending("人工 DIRECT-WORDS", "direct:lin-xiaoman"));
    await settle(lin, amay, desk);
    expect(lin.received()).toContain("DIRECT-WORDS");
    expect(amay.received() + desk.received()).not.toMatch(/DIRECT-WORDS|direct:lin/);
    const reader = await visitAs(fake.url, "amay");
    expect(await reader.read("history?space=direct:lin-xiaoman")).toMatchObject({ status: 404 });
  });
});

test("what a store lets slip is held back all the same", async () => {
  const leaky = createMemoryMessages();
  const { history } = leaky;
  leaky.history = (space, _member, page) => history(space, "lin-xiaoman", page);
  const slipping = await startFakeService({ messages: leaky });
  const intent = { ...SAMPLE_INTENTS.notice, text: "SECRET-ONLY-FOR-LIN" };
  await slipping.adapter.send({ ...SAMPLE_OUTGOING.onlyForOne, intent });
  const read = async (member: string) => {
    const visitor = await visitAs(slipping.url, member);
    const pages = [await visitor.read("chats"), await visitor.read("history?space=group")];
    return JSON.stringify(pages);
  };
  expect(await read("lin-xiaoman")).toContain("SECRET-ONLY-FOR-LIN");
  expect(await read("amay")).not.toContain("SECRET-ONLY-FOR-LIN");
  await slipping.stop();
});

test("the staff's chat is the staff's", async () => {
  const [lin, desk] = [await follow("lin-xiaoman"), await follow("desk-general")];
  const tax = await visitAs(fake.url, "desk-tax");
  await tax.act(sending("STAFF-WORDS", "staff"));
  await settle(lin, desk);
  expect(desk.received()).toContain("STAFF-WORDS");
  expect(lin.received()).not.toContain("STAFF-WORDS");
  const creator = await visitAs(fake.url, "lin-xiaoman");
  expect(await creator.read("history?space=staff")).toMatchObject({ status: 404 });
  expect(JSON.stringify((await creator.read("chats")).body)).not.toContain('staff"');
});

test("unread messages are counted until they are read, one's own never", async () => {
  const amay = await visitAs(fake.url, "amay");
  const unread = async () => {
    const chats = (await amay.read("chats")).body["chats"] as readonly {
      id: string;
      unread: number;
    }[];
    return chats.find(({ id }) => id === "group")?.unread;
  };
  const start = (await unread()) ?? 0;
  const lin = await visitAs(fake.url, "lin-xiaoman");
  await lin.act(sending("一"));
  const { body } = await lin.act(sending("二"));
  await amay.act(sending("三"));
  expect(await unread()).toBe(start + 2);
  const read = { ...SAMPLE_FRAMES.read, message: body["messageId"] };
  expect(await amay.act(read)).toMatchObject({ status: 200 });
  expect(await unread()).toBe(0);
});

test("history comes in pages, without gaps or repeats", async () => {
  const lin = await visitAs(fake.url, "lin-xiaoman");
  for (let index = 0; index < 25; index++) await lin.act(sending(`第${index}条`));
  const ids: string[] = [];
  let before = "";
  for (let page = 0; page < 4; page++) {
    const { body } = await lin.read(`history?space=group&limit=10${before}`);
    const messages = body["messages"] as readonly { id: string }[];
    ids.unshift(...messages.map(({ id }) => id));
    before = `&before=${messages[0]?.id ?? 0}`;
  }
  expect(ids).toEqual(fake.messages.all().map(({ id }) => id));
});

test("what another process keeps is shown here as well", async () => {
  const messages = createMemoryMessages();
  const [one, other] = [await startFakeService({ messages }), await startFakeService({ messages })];
  const stream = await (await visitAs(other.url, "amay")).follow();
  await stream.until("ready");
  await (await visitAs(one.url, "lin-xiaoman")).act(sending("from the other process"));
  await stream.until("from the other process");
  stream.close();
  await one.stop();
  await other.stop();
});
