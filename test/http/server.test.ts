import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { MAX_BODY_BYTES } from "../../src/http/limit-body.ts";
import { ListenError } from "../../src/http/listen-error.ts";
import { listening, makeServer, openWire } from "./serve.ts";

/** A promise and what settles it. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`;

/** Routes that end when a test lets them, that stream without end, and that throw no error. */
function room({ entered = gate(), left = gate() } = {}) {
  const app = new Hono();
  app.get("/slow", async (c) => {
    entered.open();
    await left.passed;
    return c.text("done");
  });
  app.get("/stream", (c) =>
    c.body(
      new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode("data: live\n\n")),
      }),
      200,
      { "content-type": "text/event-stream" },
    ),
  );
  app.get("/thrown", () => {
    throw "Wang Fang";
  });
  app.post("/echo", async (c) => c.text(await c.req.text()));
  return [{ path: "/", app }];
}

/** A stream that a test ends, and a route that tells when it was asked for. */
function endableStream() {
  const asked = gate();
  let end = () => {};
  const app = new Hono();
  app.get("/", (c) =>
    c.body(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode("data: live\n\n"));
          end = () => controller.close();
        },
      }),
    ),
  );
  app.get("/next", (c) => {
    asked.open();
    return c.text("next");
  });
  return { mounts: [{ path: "/", app }], end: () => end(), asked };
}

describe("listening", () => {
  test("on a port the system chose, told with an address to open", async () => {
    const { server } = makeServer();
    const url = await listening(server);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d{2,5}$/);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test("on every address is opened as localhost", async () => {
    const url = await listening(makeServer({ host: "0.0.0.0" }).server);
    expect(url).toMatch(/^http:\/\/localhost:\d+$/);
  });

  test("on a port that is taken is refused with one line that says what to do", async () => {
    const { port } = new URL(await listening(makeServer().server));
    const second = makeServer({ port: Number(port) }).server;
    const refused = await second.listen().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ListenError);
    expect(refused).toMatchObject({
      code: "EADDRINUSE",
      message: `port ${port} on 127.0.0.1 is taken: stop what listens there, or set PORT to a free one`,
    });
    await second.close(0);
  });

  test("on an address of another machine is refused the same way", async () => {
    await expect(makeServer({ host: "192.0.2.1" }).server.listen()).rejects.toThrow(
      /^192\.0\.2\.1 is no address of this machine \(EADDRNOTAVAIL\): set HOST to/,
    );
  });

  test.each([
    ["EACCES", "this user may not listen on port 80: set PORT to 1024 or more"],
    ["EMFILE", "cannot listen on port 80 of ::1 (EMFILE): check HOST and PORT"],
    [undefined, "cannot listen on port 80 of ::1 (UNKNOWN): check HOST and PORT"],
  ])("is refused with advice for %s", (code, message) => {
    const cause = Object.assign(new Error("x"), { code });
    expect(new ListenError("::1", 80, cause)).toMatchObject({ message, cause });
  });
});

describe("requests outside of every route", () => {
  test("a thrown value that is no error is answered and logged without its words", async () => {
    const { server, text } = makeServer({ mounts: room() });
    const response = await fetch(`${await listening(server)}/thrown`);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ error: "failed" });
    expect(text()).toContain("a request failed outside of its route");
    expect(text()).not.toContain("Wang");
  });

  test("a host that is none is refused", async () => {
    const { server, text } = makeServer();
    const wire = await openWire(await listening(server));
    wire.socket.write("GET / HTTP/1.1\r\nhost: a b/c\r\nconnection: close\r\n\r\n");
    expect(await wire.ended()).toMatch(/^HTTP\/1\.1 400 [\s\S]*\{"error":"bad-request"\}$/);
    expect(text()).toBe("");
  });

  test("a body that is announced as too long is refused before it is sent", async () => {
    const url = await listening(makeServer({ mounts: room() }).server);
    const wire = await openWire(url);
    const length = `content-length: ${MAX_BODY_BYTES + 1}`;
    wire.socket.write(`POST /echo HTTP/1.1\r\nhost: localhost\r\n${length}\r\n\r\n`);
    expect(await wire.until(/too-large/)).toMatch(/^HTTP\/1\.1 413 /);
  });

  test("no body is longer than it was announced", async () => {
    const url = await listening(makeServer({ mounts: room() }).server);
    const wire = await openWire(url);
    const head = "POST /echo HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\n\r\n";
    wire.socket.write(`${head}abc${get("/healthz")}`);
    expect(await wire.until(/"up"/)).toMatch(/\r\n\r\nabcHTTP\/1\.1 200 OK/);
  });

  test("a body without a length is read up to the limit only", async () => {
    const url = await listening(makeServer({ mounts: room() }).server);
    const chunks = (count: number) =>
      new ReadableStream({
        start(controller) {
          for (let sent = 0; sent < count; sent += 1) controller.enqueue(new Uint8Array(65_536));
          controller.close();
        },
      });
    const post = (count: number) =>
      fetch(`${url}/echo`, { method: "POST", body: chunks(count), duplex: "half" });
    expect((await post(16)).status).toBe(200);
    expect((await post(17)).status).toBe(413);
  });
});

describe("closing", () => {
  test("lets a request finish, then ends its connection and refuses new ones", async () => {
    const [entered, left] = [gate(), gate()];
    const { server } = makeServer({ mounts: room({ entered, left }) });
    const url = await listening(server);
    const wire = await openWire(url);
    wire.socket.write(get("/healthz"));
    await wire.until(/"up"/);
    wire.socket.write(get("/slow"));
    await entered.passed;
    const idle = await openWire(url);
    idle.socket.write(get("/healthz"));
    await idle.until(/"up"/);

    const closed = server.close(60_000);
    await idle.ended();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    expect(wire.received()).not.toContain("done");
    left.open();
    await closed;
    expect(await wire.ended()).toMatch(/connection: close[\s\S]*\r\n\r\ndone$/i);
  });

  test("waits for a stream that its owner ends, and not for its kept connection", async () => {
    const stream = endableStream();
    const { server } = makeServer({ mounts: stream.mounts });
    const wire = await openWire(await listening(server));
    wire.socket.write(get("/"));
    await wire.until(/live/);
    const closed = server.close(60_000);
    stream.end();
    await closed;
    expect(await wire.ended()).toContain("data: live");
  });

  test("answers what comes on a busy connection, and lets go of it", async () => {
    const stream = endableStream();
    const { server } = makeServer({ mounts: stream.mounts });
    const wire = await openWire(await listening(server));
    wire.socket.write(get("/"));
    await wire.until(/live/);
    const closed = server.close(60_000);
    wire.socket.write(get("/next"));
    await stream.asked.passed;
    stream.end();
    await closed;
    expect(await wire.ended()).toMatch(/connection: close[\s\S]*\r\n\r\nnext$/i);
  });

  test("cuts a stream that nobody ends once the time is up", async () => {
    const { server } = makeServer({ mounts: room() });
    const wire = await openWire(await listening(server));
    wire.socket.write(get("/stream"));
    await wire.until(/live/);
    await server.close(1);
    await wire.ended();
  });

  test("cuts a request that is never finished, and a connection that never asks", async () => {
    const { server } = makeServer({ mounts: room() });
    const url = await listening(server);
    const [half, silent] = [await openWire(url), await openWire(url)];
    half.socket.write("POST /echo HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\n123");
    await server.close(1);
    await Promise.all([half.ended(), silent.ended()]);
  });

  test("twice is once, and before listening is nothing", async () => {
    const { server } = makeServer();
    await listening(server);
    await Promise.all([server.close(60_000), server.close(60_000)]);
    await makeServer().server.close(60_000);
  });
});
