import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { signatureOf } from "../../stand-ins/slack/sender.ts";
import { type AdapterOn, adapterOn } from "./adapter-on.ts";
import { GROUP, LIN } from "./slack-service.ts";

const seconds = () => Math.floor(Date.now() / 1000);

async function post(
  { url }: AdapterOn,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>>,
) {
  const response = await fetch(`${url}/slack/events`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
  return { status: response.status, text: await response.text() };
}

const MENTION = JSON.stringify({
  type: "event_callback",
  team_id: "T1",
  event_id: "Ev1",
  event: {
    type: "app_mention",
    user: LIN,
    text: "<@UBOTT1> 房租？",
    ts: "1795747408.000100",
    channel: GROUP,
    event_ts: "1795747408.000100",
  },
});

describe("who may deliver", () => {
  test("Slack, with a signature of the last five minutes", async () => {
    const on = await adapterOn();
    for (const age of [0, 290, -290]) {
      const signed = signatureOf(MENTION, on.slack.signingSecret, seconds() - age);
      expect(await post(on, MENTION, signed)).toEqual({ status: 200, text: "" });
    }
    expect(on.taken.map(({ body }) => body)).toHaveLength(3);
  });

  test.each([
    ["no signature", () => ({})],
    ["another secret's signature", () => signatureOf(MENTION, "another secret")],
    ["a signature of another body", (secret: string) => signatureOf(`${MENTION} `, secret)],
    ["a stale timestamp", (secret: string) => signatureOf(MENTION, secret, seconds() - 301)],
    [
      "a timestamp of the future",
      (secret: string) => signatureOf(MENTION, secret, seconds() + 302),
    ],
    [
      "a timestamp that was changed",
      (secret: string) => ({
        ...signatureOf(MENTION, secret, seconds() - 400),
        "x-slack-request-timestamp": String(seconds()),
      }),
    ],
    [
      "a signature that is no digest",
      (secret: string) => ({ ...signatureOf(MENTION, secret), "x-slack-signature": "v0=" }),
    ],
    [
      "a timestamp that is no number",
      (secret: string) => ({ ...signatureOf(MENTION, secret), "x-slack-request-timestamp": "1e9" }),
    ],
  ])("%s: 401, and nothing is taken", async (_what, headersOf) => {
    const on = await adapterOn();
    const { status } = await post(on, MENTION, headersOf(on.slack.signingSecret));
    expect(status).toBe(401);
    expect(on.taken).toEqual([]);
  });
});

describe("what may be delivered", () => {
  test("Slack's question whether the address is ours is answered", async () => {
    const on = await adapterOn();
    const body = JSON.stringify({ type: "url_verification", challenge: "3eZbrw1aB", token: "x" });
    const { status, text } = await post(on, body, signatureOf(body, on.slack.signingSecret));
    expect([status, JSON.parse(text)]).toEqual([200, { challenge: "3eZbrw1aB" }]);
  });

  test.each([
    ["nothing", ""],
    ["half an event", MENTION.slice(0, 80)],
    ["no JSON", "payload?"],
    ["a list", "[]"],
    [
      "an event without a name",
      JSON.stringify({ type: "event_callback", event: { type: "message" } }),
    ],
  ])("%s: 400", async (_what, body) => {
    const on = await adapterOn();
    const { status } = await post(on, body, signatureOf(body, on.slack.signingSecret));
    expect(status).toBe(400);
    expect(on.taken).toEqual([]);
  });

  test("a body that is zipped is not what was signed, and none that says so is unpacked", async () => {
    const on = await adapterOn();
    const zipped = new Uint8Array(gzipSync(MENTION));
    const signed = signatureOf(MENTION, on.slack.signingSecret);
    expect((await post(on, zipped, signed)).status).toBe(401);
    expect((await post(on, zipped, { ...signed, "content-encoding": "gzip" })).status).toBe(415);
  });

  test("ten megabytes are too much", async () => {
    const on = await adapterOn();
    const { status } = await post(on, "x".repeat(10_000_000), {});
    expect(status).toBe(413);
  });

  test("an event of a kind nobody knows yet is acknowledged and counted", async () => {
    const on = await adapterOn();
    const { tries } = await on.slack.people.happens({ type: "teleported", channel: GROUP });
    expect([tries, on.nothing]).toEqual([[200], ["unknown event"]]);
  });

  test("another workspace's event is acknowledged and has no effect", async () => {
    const on = await adapterOn();
    const body = MENTION.replace('"T1"', '"T9"');
    const { status } = await post(on, body, signatureOf(body, on.slack.signingSecret));
    expect([status, on.taken, on.nothing]).toEqual([200, [], ["unknown workspace"]]);
  });
});

describe("acknowledging", () => {
  test("waits for the commit, and a failed one is delivered again", async () => {
    const on = await adapterOn();
    let tries = 0;
    on.receive = async (event) => {
      tries += 1;
      if (tries < 3) throw new Error("The database is away");
      on.taken.push(event);
      return { kind: "committed" };
    };
    const { delivered } = await on.slack.people.says(LIN, on.slack.people.direct(LIN).id, "你好");
    // The third try says that it is the second retry: it is as good as any.
    expect(delivered.map((one) => one.tries)).toEqual([[503, 503, 200]]);
    expect(on.taken).toHaveLength(1);
  });

  test("before the service has started nothing is acknowledged", async () => {
    const on = await adapterOn({ started: false, platform: { ladderMs: [0] } });
    const { delivered } = await on.slack.people.says(LIN, on.slack.people.direct(LIN).id, "你好");
    expect(delivered.map((one) => one.tries)).toEqual([[503, 503]]);
  });

  test("names and languages come along when they are there in time", async () => {
    const on = await adapterOn();
    await on.slack.people.says(LIN, on.slack.people.direct(LIN).id, "你好");
    on.slack.team.scopes.delete("users:read");
    await on.slack.people.says("U0KITE", on.slack.people.direct("U0KITE").id, "hello");
    expect(on.taken.map(({ account }) => account)).toEqual([
      { platformId: LIN, name: "林小满", localeTag: "zh-CN" },
      { platformId: "U0KITE" },
    ]);
  });
});
