import { describe, expect, test } from "vitest";
import { MAX_BODY_BYTES } from "../../src/http/limit-body.ts";
import type { StraightRoute } from "../../src/http/straight.ts";
import { listening, makeServer, openWire } from "./serve.ts";

/** A route that says what it was given. */
const ECHO: StraightRoute = {
  path: "/hook",
  refusal: (header) =>
    header("x-secret") === "sesame"
      ? undefined
      : { status: 401, body: '{"error":"unauthorized"}', headers: { "retry-after": "7" } },
  answer: async (body) => ({ status: 200, body: JSON.stringify(Buffer.from(body).toString()) }),
};
const SECRET = { "x-secret": "sesame" };

async function started(route: StraightRoute = ECHO) {
  const made = makeServer({ straight: [route] });
  return { ...made, url: await listening(made.server) };
}

/** The same request in the plainest form, and with a body whose length is not told. */
const WAYS = [
  ["with its length", (text: string): RequestInit => ({ body: text })],
  [
    "in chunks",
    (text: string): RequestInit => ({ body: new Blob([text]).stream(), duplex: "half" }),
  ],
] as const;

describe.each(WAYS)("a body %s", (_way, bodyOf) => {
  test("reaches the route", async () => {
    const { url } = await started();
    const answer = await fetch(`${url}/hook`, { method: "POST", headers: SECRET, ...bodyOf("好") });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toBe("好");
  });

  test("of somebody else is refused, as the route says", async () => {
    const { url } = await started();
    const answer = await fetch(`${url}/hook`, { method: "POST", ...bodyOf("好") });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("retry-after")).toBe("7");
    expect(await answer.json()).toEqual({ error: "unauthorized" });
  });

  test("is answered with the headers every answer has", async () => {
    const { url, server } = await started();
    const answer = await fetch(`${url}/hook`, { method: "POST", headers: SECRET, ...bodyOf("好") });
    const { headers } = await server.app.request("/nowhere");
    expect([...headers.keys()]).toHaveLength(13);
    expect(Object.fromEntries(answer.headers)).toMatchObject(Object.fromEntries(headers));
  });

  test("at which the route fails is a 500, logged without its words", async () => {
    const { url, text } = await started({
      ...ECHO,
      answer: () => Promise.reject(new Error("Wang Fang")),
    });
    const answer = await fetch(`${url}/hook`, { method: "POST", headers: SECRET, ...bodyOf("好") });
    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({ error: "failed" });
    expect(text()).toMatch(/"method":"POST".*"route":"\/hook".*a request failed/);
    expect(text()).not.toContain("Wang");
  });

  test("of nothing is one", async () => {
    const { url } = await started();
    const answer = await fetch(`${url}/hook`, { method: "POST", headers: SECRET, ...bodyOf("") });
    expect(await answer.json()).toBe("");
  });

  test("is read up to the limit only", async () => {
    const { url } = await started();
    const post = (length: number) =>
      fetch(`${url}/hook`, { method: "POST", headers: SECRET, ...bodyOf("x".repeat(length)) });
    expect((await post(MAX_BODY_BYTES)).status).toBe(200);
    expect((await post(MAX_BODY_BYTES + 1)).status).toBe(413);
  });
});

test("who may not ask is refused before the body is sent", async () => {
  const { url } = await started();
  const wire = await openWire(url);
  wire.socket.write("POST /hook HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\n");
  expect(await wire.until(/unauthorized/)).toMatch(/^HTTP\/1\.1 401 /);
});

test("a packed body is refused", async () => {
  const { url } = await started();
  const headers = { ...SECRET, "content-encoding": "gzip" };
  const answer = await fetch(`${url}/hook`, { method: "POST", headers, body: "x" });
  expect(answer.status).toBe(415);
});

test("another method, or a longer path, is not its own", async () => {
  const { url } = await started();
  expect((await fetch(`${url}/hook`, { headers: SECRET })).status).toBe(405);
  expect((await fetch(`${url}/hook/more`, { method: "POST", headers: SECRET })).status).toBe(404);
});

test("who hangs up in mid-request is not answered, and the next one is", async () => {
  const asked: Uint8Array[] = [];
  const { url } = await started({
    ...ECHO,
    answer: async (body) => {
      asked.push(body);
      return { status: 200, body: "{}" };
    },
  });
  const head = "POST /hook HTTP/1.1\r\nhost: localhost\r\nx-secret: sesame\r\ncontent-length: 9";
  const wire = await openWire(url);
  wire.socket.write(`${head}\r\n\r\nhalf`);
  wire.socket.destroy();
  const answer = await fetch(`${url}/hook`, { method: "POST", headers: SECRET, body: "whole" });
  expect(answer.status).toBe(200);
  expect(asked.map((body) => Buffer.from(body).toString())).toEqual(["whole"]);
});

test("requests on one connection are answered in turn", async () => {
  const { url } = await started();
  const wire = await openWire(url);
  const request = (text: string) =>
    `POST /hook HTTP/1.1\r\nhost: localhost\r\nx-secret: sesame\r\ncontent-length: 1\r\n\r\n${text}`;
  wire.socket.write(request("1") + request("2"));
  expect(await wire.until(/"2"/)).toMatch(/"1"[\s\S]*"2"/);
});
