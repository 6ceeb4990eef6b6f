import { afterEach, describe, expect, test, vi } from "vitest";
import type { ReadinessCheck } from "../../src/http/readiness.ts";
import { makeServer } from "./serve.ts";

const fine: ReadinessCheck = async () => undefined;
const never: ReadinessCheck = () => new Promise(() => undefined);

afterEach(() => {
  vi.useRealTimers();
});

describe("/readyz", () => {
  test("is ready when every check is fine", async () => {
    const { server, lines } = makeServer({ checks: { database: fine, queue: fine } });
    const response = await server.app.request("/readyz");
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({
      status: "ready",
      checks: { database: "ok", queue: "ok" },
    });
    expect(lines()).toEqual([]);
  });

  test("names each reason, and an error by its code alone", async () => {
    const gone = Object.assign(new Error("connect to db.example.org as app:hunter2"), {
      code: "ECONNREFUSED",
    });
    const { server, text } = makeServer({
      checks: {
        database: () => Promise.reject(gone),
        queue: async () => "another process sends",
        playground: fine,
        telegram: () => Promise.reject(new Error("bot123:hunter2")),
        slack: () => Promise.reject("hunter2"),
        store: () => {
          throw Object.assign(new Error("x"), { code: "hunter2 is my password" });
        },
      },
    });
    const response = await server.app.request("/readyz");
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      status: "not-ready",
      checks: {
        database: "failed (ECONNREFUSED)",
        queue: "another process sends",
        playground: "ok",
        telegram: "failed",
        slack: "failed",
        store: "failed",
      },
    });
    expect(text()).not.toMatch(/hunter2|db\.example/);
  });

  test("waits two seconds for a check that hangs, and asks it only once meanwhile", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const hanging = vi.fn(never);
    const { server } = makeServer({ checks: { database: hanging, queue: fine } });
    for (let asked = 0; asked < 3; asked += 1) {
      const answer = server.app.request("/readyz");
      await vi.advanceTimersByTimeAsync(2000);
      const response = await answer;
      expect(response.status).toBe(503);
      expect(await response.json()).toEqual({
        status: "not-ready",
        checks: { database: "no answer within 2000 ms", queue: "ok" },
      });
    }
    expect(hanging).toHaveBeenCalledTimes(1);
  });

  test("recovers by itself, and the log tells both changes once", async () => {
    const gone = Object.assign(new Error("Wang Fang"), { code: "57P01" });
    const answers = [fine, () => Promise.reject(gone), () => Promise.reject(gone), fine, fine];
    const { server, lines } = makeServer({
      checks: { database: () => (answers.shift() ?? fine)() },
    });
    const statuses: number[] = [];
    for (let asked = 0; asked < 5; asked += 1) {
      statuses.push((await server.app.request("/readyz")).status);
    }
    expect(statuses).toEqual([200, 503, 503, 200, 200]);
    expect(lines()).toMatchObject([
      { level: "warn", msg: "not ready", checks: "database", err: { code: "57P01" } },
      { level: "info", msg: "ready again" },
    ]);
  });
});
