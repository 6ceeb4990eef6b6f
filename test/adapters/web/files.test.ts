import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PDF } from "../../support/sample-files.ts";
import { type FakeService, startFakeService } from "./fake-service.ts";
import { visitAs } from "./visitor.ts";

let fake: FakeService;
let token = "";

beforeEach(async () => {
  fake = await startFakeService();
  token = (await visitAs(fake.url, "lin-xiaoman")).token;
});
afterEach(async () => {
  await fake.stop();
});

const DIRECT = "direct:lin-xiaoman";
let count = 0;
const nextKey = () => {
  count += 1;
  return `file-of-test-${count}`;
};

/** Sends a file as the page does; headers and address may be changed. */
function sends(
  bytes: Uint8Array<ArrayBuffer>,
  {
    space = DIRECT,
    headers = {},
    key = nextKey(),
  }: { space?: string; headers?: Readonly<Record<string, string>>; key?: string } = {},
) {
  return fetch(`${fake.url}/playground/api/files?${new URLSearchParams({ key, space })}`, {
    method: "POST",
    body: bytes,
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/pdf",
      "x-file-name": encodeURIComponent("证明.pdf"),
      ...headers,
    },
  });
}

const newest = () => fake.events.at(-1)?.body;

describe("a file sent in the playground", () => {
  test("is an event with a reference, and is fetched by it", async () => {
    expect((await sends(PDF)).status).toBe(200);
    const body = newest();
    expect(body).toMatchObject({
      kind: "file",
      addressed: true,
      files: [{ name: "证明.pdf", type: "application/pdf", size: PDF.length }],
    });
    const reference = body?.kind === "file" ? (body.files[0]?.reference ?? "") : "";
    const limits = { maxBytes: 1_000, withinMs: 100 };
    expect(await fake.adapter.fetchFile?.(reference, limits)).toEqual({
      kind: "fetched",
      bytes: PDF,
    });
    expect(await fake.adapter.fetchFile?.(reference, { ...limits, maxBytes: 5 })).toEqual({
      kind: "too_large",
    });
    expect(await fake.adapter.fetchFile?.("99", limits)).toEqual({ kind: "gone" });
  });

  test("in the group is not meant for the bot; elsewhere nobody's", async () => {
    expect((await sends(PDF, { space: "group" })).status).toBe(200);
    expect(newest()).toMatchObject({ kind: "file", addressed: false });
    const before = fake.events.length;
    expect((await sends(PDF, { space: "direct:amay" })).status).toBe(404);
    expect((await sends(PDF, { space: "staff" })).status).toBe(404);
    expect(fake.events).toHaveLength(before);
  });

  test("sent twice under one key is one message", async () => {
    const key = "the-same-key";
    const [one, two] = [
      await (await sends(PDF, { key })).json(),
      await (await sends(PDF, { key })).json(),
    ];
    expect(one).toEqual(two);
    expect(fake.messages.all().filter(({ body }) => body.kind === "file")).toHaveLength(1);
  });

  test("without a session, from another site, or with a broken name is turned away", async () => {
    for (const [headers, status] of [
      [{ authorization: "" }, 401],
      [{ authorization: "Bearer made-up" }, 401],
      [{ origin: "https://evil.example" }, 403],
      [{ "sec-fetch-site": "cross-site" }, 403],
      [{ "x-file-name": "%E0%A4%A" }, 400],
    ] as const) {
      expect((await sends(PDF, { headers })).status).toBe(status);
    }
    expect(fake.messages.all().filter(({ body }) => body.kind === "file")).toEqual([]);
  });

  test("that is larger than any is wanted is refused, whether it says so or not", async () => {
    const large = new Uint8Array(22 * 1024 * 1024);
    const announced = await sends(large);
    expect(announced.status).toBe(413);
    expect(await announced.json()).toMatchObject({
      error: "too-large",
      reason: { zh: expect.stringContaining("20 MB"), en: expect.stringContaining("20 MB") },
    });
    const streamed = await fetch(
      `${fake.url}/playground/api/files?key=streamed-file-1&space=${DIRECT}`,
      {
        method: "POST",
        body: new Blob([large]).stream(),
        headers: { authorization: `Bearer ${token}` },
        duplex: "half",
      } as RequestInit,
    );
    expect(streamed.status).toBe(413);
    expect(fake.messages.all().filter(({ body }) => body.kind === "file")).toEqual([]);
  });

  test("one after the other is slowed down", async () => {
    const statuses: number[] = [];
    for (let each = 0; each < 13; each++) statuses.push((await sends(PDF)).status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(10);
    expect(statuses).toContain(429);
  });
});
