import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SAMPLE_UPDATES } from "../../../adapters/telegram/samples.ts";
import { makeServer } from "../../http/serve.ts";
import { freePort } from "../../support/free-port.ts";
import { type Running, SOON, startRunning, whenReady } from "./running.ts";

const SECRET = "s".repeat(40);
let running: Running;
let address: string;
let close: () => Promise<void>;

beforeEach(async () => {
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  running = await startRunning({ adapter: { webhookSecret: SECRET, publicUrl: address } });
  const { webhook } = running.adapter;
  if (!webhook) throw new Error("A webhook has a route");
  const { server } = makeServer({ port, straight: [webhook] });
  await server.listen();
  close = () => server.close(0);
  await whenReady(running);
});

afterEach(async () => {
  await running.adapter.stop();
  await running.telegram.stop();
  await close();
});

const post = (
  body: string | Uint8Array<ArrayBuffer>,
  secret: string | undefined = SECRET,
  headers = {},
) =>
  fetch(`${address}/telegram`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      ...(secret === undefined ? {} : { "x-telegram-bot-api-secret-token": secret }),
      ...headers,
    },
  });
const UPDATE = JSON.stringify(SAMPLE_UPDATES.direct);

describe("a request", () => {
  test("with the secret is taken, and acknowledged after its commit", async () => {
    let committed = false;
    running.decide = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      committed = true;
      return { kind: "committed" };
    };
    expect((await post(UPDATE)).status).toBe(200);
    expect(committed).toBe(true);
    expect(running.events).toHaveLength(1);
  });

  test.each([
    ["no secret", ""],
    ["a wrong one", "x".repeat(40)],
    ["a longer one", `${SECRET}s`],
    ["a part of it", SECRET.slice(1)],
  ])("with %s is refused and takes no effect", async (_what, secret) => {
    expect((await post(UPDATE, secret)).status).toBe(401);
    expect((await post("not json", secret)).status).toBe(401);
    expect(running.events).toEqual([]);
  });

  test.each([
    ["nothing", ""],
    ["no JSON", "hello"],
    ["half of it", UPDATE.slice(0, 40)],
    ["another shape", JSON.stringify({ ok: true })],
    ["a list", `[${UPDATE}]`],
    ["no UTF-8", new Uint8Array([0x7b, 0xff, 0xfe])],
    ["compressed bytes", Uint8Array.from(gzipSync(Buffer.alloc(1_000_000)))],
    ["noise", Uint8Array.from(randomBytes(200))],
  ])("holding %s is a bad one", async (_what, body) => {
    expect((await post(body)).status).toBe(400);
    expect(running.events).toEqual([]);
  });

  test("whose length is not told is taken, or refused, all the same", async () => {
    const chunked = (text: string, secret: string) =>
      fetch(`${address}/telegram`, {
        method: "POST",
        body: new Blob([text]).stream(),
        duplex: "half",
        headers: { "x-telegram-bot-api-secret-token": secret },
      });
    expect((await chunked(UPDATE, "x")).status).toBe(401);
    expect((await chunked("hello", SECRET)).status).toBe(400);
    expect(running.events).toEqual([]);
    expect((await chunked(UPDATE, SECRET)).status).toBe(200);
    expect(running.events).toHaveLength(1);
  });

  test("of an unknown kind is acknowledged without effect", async () => {
    expect((await post(JSON.stringify({ update_id: 1, brand_new: {} }))).status).toBe(200);
    expect(running.events).toEqual([]);
  });

  test("that cannot be committed is asked for again", async () => {
    running.decide = () => {
      throw new Error("the database is away");
    };
    const answer = await post(UPDATE);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("1");
  });

  test("after the stop is asked for again", async () => {
    await running.adapter.stop();
    expect((await post(UPDATE)).status).toBe(503);
  });
});

describe("the platform", () => {
  test("is told the address, the secret and what to deliver", () => {
    const call = running.telegram.calls.find(({ method }) => method === "setWebhook");
    expect(call?.parameters).toMatchObject({
      url: `${address}/telegram`,
      secret_token: SECRET,
      allowed_updates: ["message", "edited_message", "callback_query", "my_chat_member"],
    });
  });

  test("delivers, and again after a failure, in order", async () => {
    let outage = 2;
    running.decide = () => {
      outage -= 1;
      if (outage >= 0) throw new Error("away");
      return { kind: "committed" };
    };
    const lin = running.telegram.people.user("小满");
    running.telegram.people.says(lin, lin, "一");
    running.telegram.people.says(lin, lin, "二");
    await expect
      .poll(() => running.events.map(({ body }) => "text" in body && body.text), SOON)
      .toEqual(["一", "二"]);
    await expect.poll(() => running.telegram.updates.answers, SOON).toEqual([503, 503, 200, 200]);
  });

  test("is told to let updates be fetched when the webhook goes", async () => {
    const { telegram, adapter } = running;
    await adapter.stop();
    const fetching = await startRunning({
      adapter: { token: telegram.token, apiRoot: telegram.apiRoot },
    });
    const lin = telegram.people.user("小满");
    await whenReady(fetching);
    telegram.people.says(lin, lin, "在吗");
    await expect.poll(() => fetching.events.length, SOON).toBe(1);
    expect(telegram.updates.info()).toMatchObject({ url: "" });
    await fetching.adapter.stop();
    await fetching.telegram.stop();
  });
});

describe("a tap", () => {
  async function tapped(inGroup: boolean): Promise<unknown> {
    const { people } = running.telegram;
    const lin = people.user("林小满");
    const group = people.group("创作者群", [lin]);
    people.adds(lin, group);
    people.starts(lin);
    const platformId = String(inGroup ? group : lin);
    await running.send({
      space: { platformId, kind: inGroup ? "group" : "direct" },
      intent: {
        kind: "card",
        text: "要找窗口吗？",
        buttons: [{ label: "找窗口", action: { kind: "open", command: "desk", args: "" } }],
      },
    });
    return people.taps(lin, inGroup ? group : lin, "找窗口");
  }
  const answers = () =>
    running.telegram.calls.filter(({ method }) => method === "answerCallbackQuery");

  test.each([false, true])(
    "delivered again after its acknowledgement is answered once (in a group: %s)",
    async (inGroup) => {
      const seen = new Set<string>();
      running.telegram.updates.manner = { retryMs: 20, times: 2 };
      running.decide = ({ deliveryKey }) => {
        const kind = seen.has(deliveryKey) ? "duplicate" : "committed";
        seen.add(deliveryKey);
        return { kind };
      };
      expect(await tapped(inGroup)).toEqual({});
      await expect.poll(() => running.telegram.updates.pending(), SOON).toBe(0);
      expect(answers()).toHaveLength(1);
    },
  );

  test("in a direct chat is answered along with its acknowledgement, in a group by a call", async () => {
    const tap = (chat: { id: number; type: string }) =>
      JSON.stringify({
        update_id: chat.id,
        callback_query: {
          id: `tap-${chat.id}`,
          from: { id: 7, is_bot: false, first_name: "小满" },
          message: { message_id: 3, date: 1, chat },
          data: "o_desk_",
        },
      });
    const direct = await post(tap({ id: 7, type: "private" }));
    expect(await direct.json()).toEqual({
      method: "answerCallbackQuery",
      callback_query_id: "tap-7",
    });
    const inGroup = await post(tap({ id: 8, type: "supergroup" }));
    expect(await inGroup.json()).toEqual({ ok: true });
    await expect.poll(() => answers().length, SOON).toBe(1);
  });

  test("that was not taken is answered once it is", async () => {
    let tries = 0;
    running.decide = ({ body }) => {
      if (body.kind === "tap" && ++tries < 3) throw new Error("the database is away");
      return { kind: "committed" };
    };
    expect(await tapped(false)).toEqual({});
    expect(tries).toBe(3);
    expect(answers()).toHaveLength(1);
  });
});
