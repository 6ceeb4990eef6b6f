import { afterEach, describe, expect, test } from "vitest";
import { newId } from "../../src/store/new-id.ts";
import type { Message } from "../../src/store/playground/message.ts";
import { whereWordsAre } from "./support/look.ts";
import { useStore } from "./support/store.ts";

const at = useStore();
const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const text = (words: string) => ({ kind: "text", text: words }) as const;
const add = (space: string, author: string, words: string, more = {}) =>
  at.store.playground.add({ key: newId(), space, author, body: text(words), ...more });
const page = { limit: 50 };
const seen = async (space: string, member: string) =>
  (await at.store.playground.history(space, member, page)).map(({ body }) =>
    body.kind === "intent" ? body.intent.text : body.kind === "text" ? body.text : body.name,
  );

describe("history", () => {
  test("is what was said, oldest first, in pages", async () => {
    const space = `group ${newId()}`;
    for (const words of ["一", "二", "三"]) await add(space, "lin", words);
    expect(await seen(space, "wu")).toEqual(["一", "二", "三"]);
    const [second] = await at.store.playground.history(space, "wu", { limit: 2 });
    const earlier = await at.store.playground.history(space, "wu", {
      limit: 2,
      before: second?.id,
    });
    expect(earlier.map(({ body }) => body)).toEqual([text("一")]);
  });

  test("shows what is for one member's eyes to that member alone", async () => {
    const space = `group ${newId()}`;
    await add(space, "bot", "只给林", { onlyFor: "lin" });
    await add(space, "bot", "给大家");
    expect(await seen(space, "lin")).toEqual(["只给林", "给大家"]);
    expect(await seen(space, "wu")).toEqual(["给大家"]);
  });

  test("of a direct chat is its member's alone", async () => {
    const member = newId();
    await add(`direct:${member}`, member, "悄悄话");
    expect(await seen(`direct:${member}`, member)).toEqual(["悄悄话"]);
    expect(await seen(`direct:${member}`, "wu")).toEqual([]);
  });

  test("keeps intents, threads, replies and the moment", async () => {
    const intent = { kind: "say", text: "您好", buttons: [] } as const;
    const space = `group ${newId()}`;
    const before = Date.now() - 60_000;
    const { message } = await at.store.playground.add({
      key: newId(),
      space,
      author: "bot",
      thread: "t",
      replyTo: "7",
      body: { kind: "intent", intent, locale: "en" },
    });
    expect(message).toMatchObject({
      space,
      author: "bot",
      thread: "t",
      replyTo: "7",
      body: { kind: "intent", intent, locale: "en" },
      onlyFor: undefined,
      editedAt: undefined,
    });
    expect(message.id).toMatch(/^\d+$/);
    expect(message.at).toBeGreaterThan(before);
    expect(await at.store.playground.find(message.id)).toEqual(message);
    expect(await at.store.playground.find("999999999")).toBeUndefined();
  });

  test("cannot be read in the database", async () => {
    await add("group", "lin", "数据库里看不到");
    expect(await whereWordsAre(at.sql, "数据库里看不到")).toEqual([]);
  });
});

test("a repeated key adds nothing and gives the first message back", async () => {
  const key = newId();
  const message = { key, space: `group ${key}`, author: "lin", body: text("一次") };
  const first = await at.store.playground.add(message);
  const again = await at.store.playground.add({ ...message, body: text("两次") });
  expect(first.repeated).toBe(false);
  expect(again).toEqual({ message: first.message, repeated: true });
  expect(await seen(message.space, "lin")).toEqual(["一次"]);
});

test("members' messages are redelivered until they are acknowledged", async () => {
  const key = newId();
  const { message } = await add("group", "lin", "收到了吗", { key });
  await add("group", "bot", "收到");
  const waiting = await at.store.playground.unacknowledged();
  expect(waiting.filter(({ author }) => author === "bot")).toEqual([]);
  expect(waiting).toContainEqual({ ...message, key });
  await at.store.playground.acknowledge(message.id);
  expect(await at.store.playground.unacknowledged()).not.toContainEqual({ ...message, key });
});

test("read marks never go back", async () => {
  const member = newId();
  await at.store.playground.markRead(member, "group", "7");
  await at.store.playground.markRead(member, "group", "5");
  await at.store.playground.markRead(member, "staff", "3");
  expect(await at.store.playground.readMarks(member)).toEqual({ group: "7", staff: "3" });
});

describe("subscribers", () => {
  /** Messages this store's process hears of; resolves once it listens for certain. */
  async function listenIn(store = at.store) {
    const heard: Message[] = [];
    stops.push(store.playground.subscribe((message) => heard.push(message)));
    await expect
      .poll(async () => {
        await add("warm-up", "lin", "喂");
        return heard.length;
      })
      .toBeGreaterThan(0);
    return heard;
  }

  test("hear of messages and edits in every process, in order", async () => {
    const [here, there] = [await listenIn(), await listenIn(await at.another())];
    const space = `group ${newId()}`;
    // One after the other: of messages said at the same moment either may be committed first.
    const first = await add(space, "lin", "一");
    for (const words of ["二", "三"]) await add(space, "lin", words);
    await at.store.playground.edit(first.message.id, text("改过"));
    const edited = (message: Message) => message.editedAt !== undefined;
    for (const heard of [here, there]) {
      await expect.poll(() => heard.some(edited)).toBe(true);
      const mine = heard.filter((message) => message.space === space && !edited(message));
      const ids = mine.map(({ id }) => Number(id));
      expect(ids).toEqual([...ids].sort((a, b) => a - b));
      expect(heard.find(edited)).toMatchObject({ id: first.message.id, body: text("改过") });
    }
  });

  test("hear what happened while their connection was lost", async () => {
    const heard = await listenIn();
    const space = `group ${newId()}`;
    await at.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ilike 'listen%'`;
    await expect
      .poll(() => add(space, "lin", "断线时说的").then(() => "said", String))
      .toBe("said");
    await expect.poll(() => heard.filter((message) => message.space === space)).not.toEqual([]);
  });

  test("hear nothing more once they stopped", async () => {
    const heard = await listenIn();
    for (const stop of stops.splice(0)) stop();
    const others = await listenIn();
    const before = heard.length;
    await add("group", "lin", "还听得到吗");
    await expect.poll(() => others.at(-1)?.body).toEqual(text("还听得到吗"));
    expect(heard).toHaveLength(before);
  });
});
