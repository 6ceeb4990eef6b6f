import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { startRunning, useRunning, whenReady } from "./running.ts";

const at = useRunning();
const PDF = new TextEncoder().encode("%PDF-1.7 证明");
const LIMITS = { maxBytes: 1_000, withinMs: 2_000 };

/** Somebody sends it, and the bot is told of it. */
async function sent(bytes: Uint8Array = PDF) {
  const running = await whenReady(at());
  const { people } = running.telegram;
  const lin = people.user("林小满");
  people.hasStarted(lin);
  const hosted = people.sends(lin, lin, { name: "证明.pdf", type: "application/pdf", bytes });
  await expect.poll(() => running.events.length).toBe(1);
  const [event] = running.events;
  const body = event?.body;
  if (body?.kind !== "file") throw new Error("No file was told of");
  const reference = body.files[0]?.reference ?? "";
  const fetchIt = async (limits = LIMITS) => running.adapter.fetchFile?.(reference, limits);
  return { running, hosted, body, fetchIt };
}

test("a file is told of and fetched", async () => {
  const { running, body, fetchIt } = await sent();
  expect(body.files).toMatchObject([
    { name: "证明.pdf", type: "application/pdf", size: PDF.length },
  ]);
  expect(await fetchIt()).toEqual({ kind: "fetched", bytes: new Uint8Array(PDF) });
  expect(running.telegram.refusals()).toEqual([]);
});

test("a photo is fetched in its largest size", async () => {
  const running = await whenReady(at());
  const { people } = running.telegram;
  const lin = people.user("林小满");
  people.hasStarted(lin);
  people.sends(lin, lin, { bytes: PDF, isPhoto: true });
  await expect.poll(() => running.events.length).toBe(1);
  const body = running.events[0]?.body;
  const reference = body?.kind === "file" ? (body.files[0]?.reference ?? "") : "";
  expect(await running.adapter.fetchFile?.(reference, LIMITS)).toMatchObject({ kind: "fetched" });
});

describe("too large", () => {
  test("by what the platform says", async () => {
    const { hosted, fetchIt } = await sent();
    hosted.size = 5_000;
    expect(await fetchIt()).toEqual({ kind: "too_large" });
  });

  test("for any bot", async () => {
    const { hosted, fetchIt } = await sent();
    hosted.size = 100_000_000;
    expect(await fetchIt({ ...LIMITS, maxBytes: 200_000_000 })).toEqual({ kind: "too_large" });
  });

  test("though the platform said otherwise, or nothing: no more than the limit is read", async () => {
    const { hosted, fetchIt } = await sent();
    hosted.bytes = new Uint8Array(50_000_000);
    hosted.restMs = 10_000;
    for (const size of [12, undefined]) {
      hosted.size = size;
      // Reading on to the end would rest four times, and be given up before.
      expect(await fetchIt({ ...LIMITS, withinMs: 20_000 })).toEqual({ kind: "too_large" });
    }
  });
});

test("what the platform has no more is gone", async () => {
  const { running, hosted, fetchIt } = await sent();
  hosted.path = "documents/../../bot/getMe";
  expect(await fetchIt()).toEqual({ kind: "gone" });
  hosted.path = "documents/renamed";
  expect(await fetchIt()).toMatchObject({ kind: "fetched" });
  running.telegram.world.files.clear();
  expect(await fetchIt()).toEqual({ kind: "gone" });
});

test("a slow server is given up in time", async () => {
  const { hosted, fetchIt } = await sent();
  // Whoever waits on has the whole file in the end.
  hosted.restMs = 5_000;
  expect(await fetchIt({ ...LIMITS, withinMs: 300 })).toEqual({ kind: "unavailable" });
});

test("a faulty platform is tried again later", async () => {
  const { running, fetchIt } = await sent();
  running.telegram.plan({ method: "getFile", times: 1, kind: "error", code: 500 });
  expect(await fetchIt()).toEqual({ kind: "unavailable" });
  expect(await fetchIt()).toMatchObject({ kind: "fetched" });
});

test("an address that leads elsewhere is not followed", async () => {
  const elsewhere: string[] = [];
  const other = createServer((request, response) => {
    elsewhere.push(request.url ?? "");
    response.end("secret");
  });
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const redirecting = async (address: string, request?: RequestInit) =>
    address.includes("/file/")
      ? fetchRedirected(`http://127.0.0.1:${port}/away`, request)
      : fetch(address, request);
  const running = await startRunning({ adapter: { fetch: redirecting } });
  onTestFinished(async () => {
    await running.adapter.stop();
    await running.telegram.stop();
  });
  running.telegram.world.files.set("one", { path: "a/b", bytes: PDF, size: 3, restMs: 0 });
  expect(await running.adapter.fetchFile?.("one", LIMITS)).toEqual({ kind: "unavailable" });
  expect(elsewhere).toEqual([]);
});

/** Asks a server that answers with another address. */
async function fetchRedirected(location: string, request?: RequestInit): Promise<Response> {
  const server = createServer((_asked, response) => {
    response.writeHead(302, { location });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await fetch(`http://127.0.0.1:${port}/`, request);
  } finally {
    server.close();
  }
}
