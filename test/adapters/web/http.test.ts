import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SAMPLE_FRAMES, SAMPLE_OUTGOING } from "../../../adapters/web/samples.ts";
import { type FakeService, startFakeService } from "./fake-service.ts";
import { sending, visitAs, visitWith } from "./visitor.ts";

let fake: FakeService;

beforeEach(async () => {
  fake = await startFakeService();
});

afterEach(async () => {
  await fake.stop();
});

const PAGE = { host: "127.0.0.1:3000" };
const post = (
  headers: Record<string, string>,
  body: string | Uint8Array<ArrayBuffer>,
  path = "session",
) =>
  fake.adapter.app.request(`/playground/api/${path}`, {
    method: "POST",
    headers: { ...PAGE, "content-type": "application/json", ...headers },
    body,
  });

describe("the page", () => {
  test("loads nothing from anywhere else and allows no inline code", async () => {
    const page = await fetch(`${fake.url}/`);
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const html = await page.text();
    expect(html).not.toMatch(/\son\w+=|style=|<script(?![^>]*src=)|https?:\/\//);
    const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? "");
    expect(named.length).toBeGreaterThan(5);
    for (const path of named) expect((await fetch(`${fake.url}${path}`)).status, path).toBe(200);
  });

  test("is not sent twice to a browser that has it", async () => {
    const first = await fetch(`${fake.url}/playground/static/app.js`);
    const headers = { "if-none-match": first.headers.get("etag") ?? "" };
    expect((await fetch(`${fake.url}/playground/static/app.js`, { headers })).status).toBe(304);
  });

  test.each(["tsconfig.json", "..%2findex.ts", "%2e%2e%2findex.ts", "nothing.js"])(
    "does not serve %s",
    async (name) => {
      expect((await fetch(`${fake.url}/playground/static/${name}`)).status).toBe(404);
    },
  );

  test("leaves the rest of the address space to others", async () => {
    const other = await fake.adapter.app.request("/metrics", { headers: { host: "evil.example" } });
    expect(other.status).toBe(404);
  });
});

describe("a request", () => {
  test.each(["127.0.0.1:3000", "localhost:3000", "LOCALHOST", "[::1]:3000"])(
    "to %s is let in",
    async (host) => {
      const response = await fake.adapter.app.request("/", { headers: { host } });
      expect(response.status).toBe(200);
    },
  );

  test.each(["evil.example:3000", "127.0.0.1.evil.example", "localhost.", "", "a b"])(
    "to another name made to resolve here (%j) is not",
    async (host) => {
      for (const path of ["/", "/playground/api/members", "/playground/static/app.js"]) {
        const response = await fake.adapter.app.request(path, { headers: { host } });
        expect(response.status, path).toBe(421);
      }
    },
  );

  test("to a name that was allowed is let in", async () => {
    const named = await startFakeService({ allowedHosts: ["bot.example.cn"] });
    const headers = { host: "bot.example.cn" };
    expect((await named.adapter.app.request("/", { headers })).status).toBe(200);
    await named.stop();
  });

  test.each([
    { origin: "https://evil.example" },
    { origin: "http://127.0.0.1:4000" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ])("from another site's page (%j) is refused", async (headers) => {
    const response = await post(headers, JSON.stringify({ member: "amay" }));
    expect(response.status).toBe(403);
  });

  test("from our own page is let in", async () => {
    const own = { origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" };
    expect((await post(own, JSON.stringify({ member: "amay" }))).status).toBe(200);
  });

  test("such as a form of another page can send has no effect", async () => {
    const form = { "content-type": "text/plain" };
    expect((await post(form, JSON.stringify({ member: "amay" }))).status).toBe(400);
  });
});

describe("without a session of one's own", () => {
  test.each(["stream", "chats", "history?space=group", "messages/1"])(
    "%s is closed",
    async (path) => {
      const response = await fetch(`${fake.url}/playground/api/${path}`);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ error: "no-session" });
    },
  );

  test.each(["", "Bearer", "x.y.z", "admin"])(
    "nothing is taken with the token %j",
    async (token) => {
      const { status } = await visitWith(fake.url, token).act(sending("@小V 在吗"));
      expect(status).toBe(401);
      expect(fake.messages.all().filter(({ author }) => author !== "bot")).toEqual([]);
    },
  );

  test("a token that has run out opens nothing", async () => {
    let time = 0;
    const aging = await startFakeService({ now: () => time });
    const { token } = await visitAs(aging.url, "amay");
    time = 13 * 60 * 60 * 1000;
    const { status, body } = await visitWith(aging.url, token).act(sending("在吗"));
    expect({ status, error: body["error"] }).toEqual({ status: 401, error: "no-session" });
    await aging.stop();
  });

  test("nobody speaks as someone who isn't a member", async () => {
    for (const member of ["bot", "nobody", "", "__proto__"]) {
      expect((await post({}, JSON.stringify({ member }))).status, member).toBe(400);
    }
  });
});

describe("a forged frame", () => {
  const hostile: readonly (readonly [string, unknown, number, string])[] = [
    ["of an unknown type", { type: "admin" }, 400, "invalid"],
    ["that is not JSON", "{", 400, "invalid"],
    ["that is empty", "", 400, "invalid"],
    ["for another member's chat", sending("hi", "direct:amay"), 404, "unknown-chat"],
    ["for the staff's chat", sending("hi", "staff"), 404, "unknown-chat"],
    ["for a chat that isn't there", sending("hi", "__proto__"), 404, "unknown-chat"],
    ["with too long a text", sending("长".repeat(20_001)), 413, "too-long"],
    ["bigger than anything we take", sending("x".repeat(300_000)), 413, "too-long"],
    ["with a reply to nothing", { ...sending("hi"), replyTo: "999" }, 404, "unknown-message"],
    ["with a tap on nothing", { ...SAMPLE_FRAMES.tap, message: "999" }, 404, "unknown-message"],
  ];

  test.each(hostile)("%s is refused by name", async (_, frame, status, error) => {
    const lin = await visitAs(fake.url, "lin-xiaoman");
    expect(await lin.act(frame)).toMatchObject({ status, body: { error } });
    expect((await lin.act(sending("@小V 房租"))).status).toBe(200);
  });

  test("of bytes that are no text is refused", async () => {
    const { token } = await visitAs(fake.url, "lin-xiaoman");
    const authorization = `Bearer ${token}`;
    const bytes = new Uint8Array([0xff, 0xfe, 0x00, 0x80]);
    expect((await post({ authorization }, bytes, "frames")).status).toBe(400);
    const asBinary = { authorization, "content-type": "application/octet-stream" };
    expect((await post(asBinary, bytes, "frames")).status).toBe(400);
  });

  test("with a button's token of one's own making reaches the engine as what it is", async () => {
    const sent = await fake.adapter.send({ ...SAMPLE_OUTGOING.reply, replyTo: undefined });
    const message = sent.kind === "sent" ? sent.messageId : "";
    const lin = await visitAs(fake.url, "lin-xiaoman");
    const forged = { ...SAMPLE_FRAMES.tap, message, token: "a_lane0_1_1_confirm_forgedforged" };
    expect((await lin.act(forged)).status).toBe(200);
    expect(fake.events.at(-1)?.body).toMatchObject({ kind: "tap", token: forged.token });
  });

  test("a member's message has no buttons to tap", async () => {
    const lin = await visitAs(fake.url, "lin-xiaoman");
    const { body } = await lin.act(sending("大家好"));
    const tapped = await lin.act({ ...SAMPLE_FRAMES.tap, message: body["messageId"] });
    expect(tapped).toMatchObject({ status: 404 });
  });

  test.each(["space=group&limit=9999", "space=group&before=x", "limit=5", "space=group&limit=x"])(
    "no page of history is read with %s",
    async (query) => {
      const lin = await visitAs(fake.url, "lin-xiaoman");
      expect(await lin.read(`history?${query}`)).toMatchObject({ status: 400 });
    },
  );
});

describe("a flood", () => {
  test("is cut off for its member, and for nobody else", async () => {
    await fake.stop();
    fake = await startFakeService({ limits: { actions: { burst: 5, perSecond: 0 } } });
    const [lin, again, amay] = [
      await visitAs(fake.url, "lin-xiaoman"),
      await visitAs(fake.url, "lin-xiaoman"),
      await visitAs(fake.url, "amay"),
    ];
    const statuses = [];
    for (let index = 0; index < 4; index++) statuses.push((await lin.act(sending("a"))).status);
    statuses.push((await again.act(sending("b"))).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    expect(await again.act(sending("c"))).toMatchObject({
      status: 429,
      body: { error: "too-fast" },
    });
    expect((await amay.act(sending("d"))).status).toBe(200);
  });

  test("of streams is cut off, and streams that were closed no longer count", async () => {
    const lin = await visitAs(fake.url, "lin-xiaoman");
    for (let index = 0; index < 40; index++) {
      const stream = await lin.follow();
      await stream.until("ready");
      stream.close();
      await stream.ended;
    }
    const open = [];
    for (let index = 0; index < 32; index++) open.push(await lin.follow());
    await expect(lin.follow()).rejects.toThrow("429");
    for (const stream of open) stream.close();
  });
});
