import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { describe, expect, test, vi } from "vitest";
import { MAX_BODY_BYTES } from "../../src/http/limit-body.ts";
import { createMetrics } from "../../src/telemetry/metrics.ts";
import { FACTS, makeServer } from "./serve.ts";

/** A room's routes, with all the ways in which a route can end. */
function room(): Hono {
  const app = new Hono();
  app.get("/", (c) => c.html("<p>hello</p>"));
  app.get("/own", (c) => c.text("own", 200, { "content-security-policy": "default-src 'none'" }));
  app.get("/where", (c) => c.text(c.req.url));
  app.post("/echo", async (c) => c.text(await c.req.text()));
  app.get("/broken/:name", () => {
    throw new Error("Wang Fang owes rent");
  });
  app.get("/refused", () => {
    throw new HTTPException(403, { message: "Wang Fang may not" });
  });
  app.get("/teapot", () => {
    throw new HTTPException(418, { message: "Wang Fang" });
  });
  app.get("/healthz", (c) => c.text("not the service's"));
  return app;
}

const mounts = [{ path: "/", app: room() }];

describe("the pages of the service", () => {
  test("/healthz says what was found at start", async () => {
    const response = await makeServer().server.app.request("/healthz");
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({ status: "up", ...FACTS });
  });

  test("/metrics is the page Prometheus reads", async () => {
    const metrics = createMetrics();
    metrics.turn("answer", 3);
    const response = await makeServer({ metrics }).server.app.request("/metrics");
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(await response.text()).toContain('juchang_turns_total{outcome="answer"} 1');
  });

  test("cannot be taken by a mounted room, whose other routes are served", async () => {
    const { app } = makeServer({ mounts }).server;
    expect(await (await app.request("/healthz")).json()).toMatchObject({ status: "up" });
    expect(await (await app.request("/")).text()).toBe("<p>hello</p>");
  });

  test("a room mounted first answers first, below its path", async () => {
    const first = new Hono().get("/", (c) => c.text("first"));
    const { app } = makeServer({ mounts: [{ path: "/a", app: first }, ...mounts] }).server;
    expect(await (await app.request("/a")).text()).toBe("first");
    expect(await (await app.request("/where")).text()).toBe("http://localhost/where");
  });
});

describe("mistakes are answered without inner detail", () => {
  test.each([
    ["/nowhere", 404, "not-found"],
    ["/broken/zhangsan", 500, "failed"],
    ["/refused", 403, "forbidden"],
    ["/teapot", 400, "bad-request"],
  ])("%s with %d", async (path, status, error) => {
    const response = await makeServer({ mounts }).server.app.request(path);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual({ error });
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("a bug is logged with its route and its place, not with its words", async () => {
    const { server, lines, text } = makeServer({ mounts });
    await server.app.request("/broken/zhangsan");
    expect(lines()).toEqual([
      expect.objectContaining({
        level: "error",
        method: "GET",
        route: "/broken/:name",
        msg: "a request failed",
        err: expect.objectContaining({
          name: "Error",
          stack: expect.arrayContaining([expect.stringContaining("test/http/app.test.ts")]),
        }),
      }),
    ]);
    expect(text()).not.toMatch(/Wang|zhangsan/);
  });

  test("what people ask for in vain is not logged", async () => {
    const { server, lines } = makeServer({ mounts });
    await server.app.request("/nowhere/zhangsan");
    await server.app.request("/refused");
    expect(lines()).toEqual([]);
  });
});

describe("headers", () => {
  test("allow our own files only", async () => {
    const { headers } = await makeServer({ mounts }).server.app.request("/");
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("permissions-policy")).toBe("camera=(), geolocation=(), microphone=()");
    expect(headers.get("strict-transport-security")).toBeNull();
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });

  test("leave a route its own stricter ones", async () => {
    const { headers } = await makeServer({ mounts }).server.app.request("/own");
    expect(headers.get("content-security-policy")).toBe("default-src 'none'");
    expect(headers.get("x-frame-options")).toBe("DENY");
  });

  test("of a proxy change nothing", async () => {
    const { app } = makeServer({ mounts }).server;
    const headers = {
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      "x-forwarded-for": "1.2.3.4",
      "x-http-method-override": "DELETE",
      forwarded: "for=1.2.3.4;host=evil.example;proto=https",
    };
    const response = await app.request("/where", { headers });
    expect(await response.text()).toBe("http://localhost/where");
  });
});

describe("methods", () => {
  const { app } = makeServer({ mounts }).server;

  test("HEAD is GET without a body", async () => {
    const response = await app.request("/healthz", { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.text()).toBe("");
  });

  test("HEAD closes a stream that nobody will read", async () => {
    const cancel = vi.fn();
    const stream = new Hono().get("/stream", (c) => c.body(new ReadableStream({ cancel })));
    const server = makeServer({ mounts: [{ path: "/", app: stream }] }).server;
    await server.app.request("/stream", { method: "HEAD" });
    expect(cancel).toHaveBeenCalledOnce();
    await server.app.request("/stream");
    expect(cancel).toHaveBeenCalledOnce();
  });

  test.each([
    ["/healthz", "GET, HEAD, OPTIONS"],
    ["/echo", "POST, OPTIONS"],
  ])("OPTIONS %s names the methods and gives other sites no right", async (path, allow) => {
    const headers = { origin: "https://evil.example", "access-control-request-method": "POST" };
    const response = await app.request(path, { method: "OPTIONS", headers });
    expect(response.status).toBe(204);
    expect(response.headers.get("allow")).toBe(allow);
    expect([...response.headers.keys()].filter((name) => name.startsWith("access-"))).toEqual([]);
  });

  test("any other method is refused with the ones there are", async () => {
    const response = await app.request("/readyz", { method: "DELETE" });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
    expect(await response.json()).toEqual({ error: "method-not-allowed" });
    expect((await app.request("/nowhere", { method: "OPTIONS" })).status).toBe(404);
  });
});

describe("a request body", () => {
  const { app } = makeServer({ mounts }).server;
  const post = (bytes: number) => app.request("/echo", { method: "POST", body: "x".repeat(bytes) });

  test("is read up to the limit", async () => {
    const response = await post(MAX_BODY_BYTES);
    expect(response.status).toBe(200);
    expect((await response.text()).length).toBe(MAX_BODY_BYTES);
  });

  test("is refused beyond it", async () => {
    const response = await post(MAX_BODY_BYTES + 1);
    expect(response.status).toBe(413);
    expect(response.headers.get("connection")).toBe("close");
    expect(await response.json()).toEqual({ error: "too-large" });
  });
});
