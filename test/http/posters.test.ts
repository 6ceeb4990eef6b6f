import { expect, test } from "vitest";
import { createPosters } from "../../src/http/posters/posters.ts";
import { pngPicture } from "../support/pictures.ts";

const VERSION = "abcdefgh234567";
const asked: string[] = [];
const app = createPosters(async (version) => {
  asked.push(version);
  return version === VERSION ? { bytes: pngPicture(), type: "image/png" } : undefined;
});

test("a poster comes as what its bytes are, and as nothing else", async () => {
  const answer = await app.request(`/${VERSION}`);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/png",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cache-control": "private, max-age=300",
  });
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(pngPicture());
  const etag = answer.headers.get("etag") ?? "";
  const again = await app.request(`/${VERSION}`, { headers: { "if-none-match": etag } });
  expect(again.status).toBe(304);
});

test("an event's code opens nothing, nor does a version that is gone", async () => {
  asked.length = 0;
  for (const path of ["/EV-01", "/..%2f", "/", `/${VERSION}x`]) {
    expect((await app.request(path)).status).toBe(404);
  }
  expect(asked).toEqual([]);
  expect((await app.request("/zzzzzzzzzzzzzz")).status).toBe(404);
});
