import { describe, expect, test, vi } from "vitest";
import type { PollerLock } from "../../../adapters/telegram/polling.ts";
import { directPost } from "../../../src/direct-post.ts";
import { direct, groupWith, SOON, startRunning, useRunning, whenReady } from "./running.ts";

const at = useRunning();
const ready = () => whenReady(at());

describe("fetching updates", () => {
  test("takes what people say, each once, and confirms it only then", async () => {
    const { telegram, events } = await ready();
    const lin = telegram.people.user("小满");
    for (const text of ["一", "二", "三"]) telegram.people.says(lin, lin, text);
    await expect
      .poll(() => events.map(({ body }) => "text" in body && body.text), SOON)
      .toEqual(["一", "二", "三"]);
    await expect.poll(() => telegram.updates.pending(), SOON).toBe(0);
  });

  test("brings a batch again until all of it is committed", async () => {
    const running = await ready();
    const { telegram, events } = running;
    const lin = telegram.people.user("小满");
    let outage = 3;
    running.decide = () => {
      outage -= 1;
      if (outage >= 0) throw new Error("the database is away");
      return { kind: "committed" };
    };
    telegram.people.says(lin, lin, "在吗");
    await expect.poll(() => events.length, SOON).toBe(1);
    expect(outage).toBe(-1);
    await expect.poll(() => telegram.updates.pending(), SOON).toBe(0);
  });

  test("goes past what it does not know", async () => {
    const { telegram, events } = await ready();
    telegram.updates.push(1, "message", { something: "new" });
    const lin = telegram.people.user("小满");
    telegram.people.says(lin, lin, "在吗");
    await expect.poll(() => events.length, SOON).toBe(1);
    await expect.poll(() => telegram.updates.pending(), SOON).toBe(0);
  });

  test.each([
    ["the server fails", { kind: "error", code: 502 }],
    ["it is told to wait", { kind: "error", code: 429, retryAfter: 1 }],
    ["the line breaks", { kind: "cut" }],
  ] as const)("goes on after %s", async (_what, fault) => {
    const { telegram, events } = await ready();
    telegram.plan({ method: "getUpdates", times: 3, ...fault });
    const lin = telegram.people.user("小满");
    telegram.people.says(lin, lin, "在吗");
    await expect.poll(() => events.length, SOON).toBe(1);
  });

  test("takes away a webhook that somebody sets meanwhile", async () => {
    const { telegram, events } = await ready();
    telegram.updates.setWebhook({ url: "http://127.0.0.1:9/x", secret: undefined, allowed: [] });
    const lin = telegram.people.user("小满");
    telegram.people.says(lin, lin, "在吗");
    await expect.poll(() => events.length, { timeout: 20_000 }).toBe(1);
  });

  test("tells the operator of a second program, and recovers", async () => {
    const { telegram, adapter } = await ready();
    telegram.plan({
      method: "getUpdates",
      times: 2,
      kind: "error",
      code: 409,
      description: "Conflict: terminated by other getUpdates request",
    });
    const lin = telegram.people.user("小满");
    telegram.people.says(lin, lin, "在吗");
    await expect.poll(() => adapter.trouble?.(), SOON).toContain("Another program");
    await expect.poll(() => adapter.trouble?.(), SOON).toBeUndefined();
  });
});

describe("the right to fetch", () => {
  test("is waited for, and given back when it stops", async () => {
    let let_: (lock: PollerLock) => void = () => undefined;
    const waiting = new Promise<PollerLock>((resolve) => {
      let_ = resolve;
    });
    const release = vi.fn(async () => undefined);
    const running = await whenReady(await startRunning({ adapter: { pollerLock: () => waiting } }));
    const { telegram, events, adapter } = running;
    const lin = telegram.people.user("小满");
    telegram.people.says(lin, lin, "在吗");
    await expect
      .poll(() => telegram.calls.some(({ method }) => method === "setMyCommands"), SOON)
      .toBe(true);
    expect(telegram.calls.filter(({ method }) => method === "getUpdates")).toEqual([]);
    let_({ lost: new Promise(() => undefined), release });
    await expect.poll(() => events.length, SOON).toBe(1);
    await adapter.stop();
    expect(release).toHaveBeenCalledOnce();
    await telegram.stop();
  });

  test("once lost is waited for again before the next call", async () => {
    const losers: (() => void)[] = [];
    const taken = vi.fn();
    const running = await whenReady(
      await startRunning({
        adapter: {
          pollerLock: async (signal) => {
            if (signal.aborted) return undefined;
            taken();
            const lost = new Promise<void>((resolve) => losers.push(resolve));
            return { lost, release: async () => undefined };
          },
        },
      }),
    );
    await expect.poll(() => taken.mock.calls.length, SOON).toBe(1);
    losers[0]?.();
    await expect.poll(() => taken.mock.calls.length, SOON).toBe(2);
    const { lin, group } = groupWith(running);
    running.telegram.people.says(lin, group, "/ask 房租");
    await expect.poll(() => running.events.length, SOON).toBe(2);
    await running.adapter.stop();
    await running.telegram.stop();
  });
});

test("stopping waits for the batch under way, and a stopped adapter takes nothing", async () => {
  const running = await whenReady(await startRunning());
  const { telegram, events, adapter } = running;
  let finish: () => void = () => undefined;
  running.decide = () =>
    new Promise((resolve) => {
      finish = () => resolve({ kind: "committed" });
    });
  const lin = telegram.people.user("小满");
  telegram.people.says(lin, lin, "在吗");
  await vi.waitFor(() => expect(finish.length).toBe(0));
  await expect.poll(() => String(finish).includes("resolve"), SOON).toBe(true);
  const stopping = adapter.stop();
  finish();
  await stopping;
  expect(events).toHaveLength(1);
  telegram.people.says(lin, lin, "还在吗");
  expect(events).toHaveLength(1);
  await telegram.stop();
});

describe("at start", () => {
  test("a revoked token is a clear sentence, and is tried again", async () => {
    const running = at();
    const { telegram, adapter } = running;
    await ready();
    await adapter.stop();
    telegram.plan({
      method: "getMe",
      times: 2,
      kind: "error",
      code: 401,
      description: "Unauthorized",
    });
    const again = await startRunning({
      adapter: { token: telegram.token, apiRoot: telegram.apiRoot },
    });
    await expect.poll(() => again.adapter.trouble?.(), SOON).toContain("refuses the token");
    await expect.poll(() => again.adapter.trouble?.(), SOON).toBeUndefined();
    await again.adapter.stop();
    await again.telegram.stop();
  });

  test("menus are set once, in both languages, and never again", async () => {
    const { telegram, adapter } = await ready();
    const set = () => telegram.calls.filter(({ method }) => method === "setMyCommands");
    await expect.poll(() => set().length, SOON).toBe(6);
    const english = set().find(({ parameters }) => parameters["language_code"] === "en");
    expect(JSON.stringify(english?.parameters)).toContain('"command":"ask","description":"Ask a');
    expect(JSON.stringify(set())).not.toContain("calc");
    await adapter.stop();
    const again = await whenReady(
      await startRunning({ adapter: { token: telegram.token, apiRoot: telegram.apiRoot } }),
    );
    const read = () => telegram.calls.filter(({ method }) => method === "getMyCommands");
    await expect.poll(() => read().length, SOON).toBe(12);
    expect(set()).toHaveLength(6);
    await again.adapter.stop();
    await again.telegram.stop();
  });
});

describe("joining a group in privacy mode", () => {
  const heard = (running: Awaited<ReturnType<typeof ready>>, user: number) =>
    running.telegram.people.botSaid(user).map(({ text }) => text);

  test("is explained to who added the bot, once", async () => {
    const running = await ready();
    const { people } = running.telegram;
    const lin = people.user("小满");
    people.starts(lin);
    const group = people.group("群", [lin]);
    people.adds(lin, group);
    await expect.poll(() => heard(running, lin), SOON).toHaveLength(1);
    expect(heard(running, lin)[0]).toContain("/setprivacy");
  });

  test("keeps the chat's pace, counted from when it arrived: nothing else goes there meanwhile", async () => {
    let now = Date.now();
    let isHeld = false;
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const running = await startRunning({
      adapter: {
        chatEveryMs: 1_000,
        now: () => now,
        openPost: (root) => {
          const post = directPost(root);
          return async (path, json, end) => {
            if (json.includes("/setprivacy")) {
              isHeld = true;
              await held;
            }
            return post(path, json, end);
          };
        },
      },
    });
    await whenReady(running);
    const { people } = running.telegram;
    const lin = people.user("小满");
    people.hasStarted(lin);
    people.adds(lin, people.group("群", [lin]));
    await expect.poll(() => isHeld, SOON).toBe(true);
    now += 1_200;
    const toLin = { space: direct(lin), outbound: "one" };
    const rests = { kind: "later", afterMs: 1_000, scope: "message" };
    expect(await running.send(toLin)).toEqual(rests);
    letGo();
    await expect.poll(() => heard(running, lin), SOON).toHaveLength(1);
    expect(await running.send(toLin)).toEqual(rests);
    await expect
      .poll(() => {
        now += 1_000;
        return running.send(toLin);
      }, SOON)
      .toMatchObject({ kind: "sent" });
    await running.adapter.stop();
    await running.telegram.stop();
  });

  test("is not when every message arrives", async () => {
    const open = await startRunning();
    open.telegram.world.privacy = false;
    await open.adapter.stop();
    const running = await startRunning({
      adapter: { token: open.telegram.token, apiRoot: open.telegram.apiRoot },
    });
    await whenReady(running);
    const { people } = open.telegram;
    const lin = people.user("Lin", "en");
    people.starts(lin);
    people.adds(lin, people.group("group", [lin]));
    await expect.poll(() => running.events.map(({ body }) => body.kind), SOON).toContain("join");
    expect(people.botSaid(lin)).toEqual([]);
    await running.adapter.stop();
    await running.telegram.stop();
    await open.telegram.stop();
  });
});
