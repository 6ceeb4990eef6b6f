import { describe, expect, test } from "vitest";
import { adapterOn } from "./adapter-on.ts";
import { GROUP, LIN, until } from "./slack-service.ts";

const TIMING = { firstWaitMs: 50, longestWaitMs: 200, silentMs: 2_000, pongWithinMs: 3_000 };

const socketOn = (more: Parameters<typeof adapterOn>[0] = {}) =>
  adapterOn({
    way: "socket",
    timing: TIMING,
    platform: { withinMs: 3_000, ladderMs: [100, 1_000, 3_000, 10_000] },
    ...more,
  });

const up = ({ slack }: Awaited<ReturnType<typeof socketOn>>, times = 1) =>
  until(`connection ${times}`, () => slack.socket.opened() >= times && slack.socket.open() > 0);

describe("over a socket", () => {
  test("events, taps and commands are taken, and acknowledged after the commit", async () => {
    const on = await socketOn();
    await up(on);
    let committed = false;
    on.receive = async (event) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      committed = true;
      on.taken.push(event);
      return { kind: "committed" };
    };
    const direct = on.slack.people.direct(LIN).id;
    const { delivered } = await on.slack.people.says(LIN, direct, "你好");
    expect([delivered.map(({ tries }) => tries), committed]).toEqual([[[200]], true]);
    await on.slack.people.types(LIN, GROUP, "人工");
    expect(on.taken.map(({ body }) => body.kind)).toEqual(["text", "command"]);
    await until("no trouble", () => on.adapter.trouble() === undefined);
  });

  test("what could not be committed is not acknowledged, and comes again", async () => {
    const on = await socketOn();
    await up(on);
    let tries = 0;
    on.receive = async (event) => {
      tries += 1;
      if (tries === 1) throw new Error("The database is away");
      on.taken.push(event);
      return { kind: "committed" };
    };
    const direct = on.slack.people.direct(LIN).id;
    const { delivered } = await on.slack.people.says(LIN, direct, "你好");
    expect(delivered.map((one) => one.tries)).toEqual([[0, 200]]);
    expect(on.taken).toHaveLength(1);
  });

  test.each([
    ["recycled by Slack", "recycle"],
    ["cut without a word", "cut"],
    ["silent, though it looks open", "fallSilent"],
  ] as const)("%s: another is opened, and what is said meanwhile arrives", async (_what, how) => {
    const on = await socketOn();
    await up(on);
    on.slack.socket[how]();
    const direct = on.slack.people.direct(LIN).id;
    const { delivered } = await on.slack.people.says(LIN, direct, "还在吗");
    await up(on, 2);
    expect(delivered.at(0)?.tries.at(-1)).toBe(200);
    expect(on.taken.map(({ body }) => body.kind)).toEqual(["text"]);
    expect(on.logged().includes("fell silent")).toBe(how === "fallSilent");
  });

  test("a connection that was replaced is not missed any more", async () => {
    const on = await socketOn();
    await up(on);
    on.slack.socket.recycle();
    await up(on, 2);
    on.slack.socket.fallSilent();
    await up(on, 3);
    expect(on.logged().split("fell silent")).toHaveLength(2);
  });

  test("an app token that is refused is told, and tried again more and more rarely", async () => {
    const on = await socketOn({ appToken: "xapp-wrong" });
    await until("the trouble", () => on.adapter.trouble()?.includes("SLACK_APP_TOKEN"));
    const opens = () => on.slack.calls.filter(({ method }) => method === "apps.connections.open");
    await until("another try", () => opens().length >= 3);
    expect(on.slack.socket.opened()).toBe(0);
  });

  test("stopped, nothing is left open and nothing is tried again", async () => {
    const on = await socketOn();
    await up(on);
    await on.adapter.stop();
    await until("the end", () => on.slack.socket.open() === 0);
    const opens = on.slack.socket.opened();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(on.slack.socket.opened()).toBe(opens);
  });
});
