import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { outgoingFetch } from "../../../src/outgoing-fetch.ts";
import { type AdapterOn, adapterOn } from "./adapter-on.ts";
import { LIN } from "./slack-service.ts";

const PDF = new TextEncoder().encode("%PDF-1.7 证明");
const LIMITS = { maxBytes: 1_000, withinMs: 2_000 };

/** Somebody shares it in the direct chat, and the bot is told of it. */
async function shared(on: AdapterOn, bytes: Uint8Array = PDF) {
  const { people, world } = on.slack;
  const file = { name: "证明.pdf", mimetype: "application/pdf", bytes };
  await people.says(LIN, people.direct(LIN).id, "", { file });
  const [event] = on.taken;
  if (event?.body.kind !== "file") throw new Error("No file was told of");
  const [told] = event.body.files;
  const hosted = world.files.get(told?.reference ?? "");
  if (!told || !hosted) throw new Error("Nothing lies on the file server");
  const fetchIt = async (limits = LIMITS) => on.adapter.fetchFile?.(told.reference, limits);
  return { told, hosted, fetchIt };
}

/** A server of somebody else's, and the tokens it was shown. */
async function elsewhere(answer: (url: string) => string | undefined = () => undefined) {
  const asked: { readonly url: string; readonly token: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const { url = "", headers } = request;
    asked.push({ url, token: headers.authorization });
    const location = answer(url);
    response.writeHead(location === undefined ? 200 : 302, location ? { location } : {});
    response.end("not yours");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { asked, origin: `http://127.0.0.1:${port}` };
}

test("a file is told of and fetched with the token", async () => {
  const on = await adapterOn();
  const { told, fetchIt } = await shared(on);
  expect(told).toMatchObject({ name: "证明.pdf", type: "application/pdf", size: PDF.length });
  expect(await fetchIt()).toEqual({ kind: "fetched", bytes: new Uint8Array(PDF) });
  expect(on.slack.world.shown).toEqual([on.slack.team.botToken]);
  expect(on.slack.mistakes()).toEqual([]);
});

test("too large: by what Slack says, and by what comes", async () => {
  const on = await adapterOn();
  const { hosted, fetchIt } = await shared(on);
  hosted.size = 5_000;
  expect(await fetchIt()).toEqual({ kind: "too_large" });
  expect(on.slack.world.shown).toEqual([]);
  hosted.size = 12;
  hosted.bytes = new Uint8Array(30_000_000);
  expect(await fetchIt()).toEqual({ kind: "too_large" });
});

describe("the token", () => {
  test("goes nowhere but to Slack: not to the place a file links to", async () => {
    const on = await adapterOn();
    const other = await elsewhere();
    const { hosted, fetchIt } = await shared(on);
    const { port } = new URL(on.slack.url);
    for (const url of [
      `${other.origin}/files-pri/F1`,
      `http://localhost:${port}/files-pri/${hosted.id}`,
      `https://files.slack.com.evil.example/${hosted.id}`,
      `https://files.slack.com@127.0.0.1:${port}/${hosted.id}`,
      "file:///etc/passwd",
      "no address",
    ]) {
      hosted.url = url;
      expect(await fetchIt()).toEqual({ kind: "gone" });
    }
    expect(other.asked).toEqual([]);
    expect(on.slack.world.shown).toEqual([]);
  });

  test.each(["directly", "through the proxy's client"])(
    "does not follow where an address leads, asked %s",
    async (way) => {
      const other = await elsewhere();
      const leading = await elsewhere((url) => (url === "/" ? undefined : `${other.origin}/x`));
      const request =
        way === "directly"
          ? fetch
          : await outgoingFetch({ httpsProxy: "http://127.0.0.1:9", noProxy: [] });
      const on = await adapterOn({
        fetch: (address, init) =>
          String(address).includes("/files-pri/")
            ? request(`${leading.origin}/file`, init)
            : fetch(address, init),
      });
      const { fetchIt } = await shared(on);
      expect(await fetchIt()).toEqual({ kind: "gone" });
      expect(leading.asked).toHaveLength(1);
      expect(other.asked).toEqual([]);
    },
  );

  test("that may not see the file gets a page to sign in, which is no file", async () => {
    const on = await adapterOn();
    const { hosted, fetchIt } = await shared(on);
    on.slack.team.scopes.delete("files:read");
    expect(await fetchIt()).toEqual({ kind: "gone" });
    expect(on.logged()).toContain("files.read");
    on.slack.team.scopes.add("files:read");
    on.slack.world.files.set(hosted.id, { ...hosted, url: `${on.slack.url}/files-pri/gone` });
    expect(await fetchIt()).toEqual({ kind: "gone" });
    on.slack.world.files.set("page", { ...hosted, mimetype: "text/html; charset=utf-8" });
    on.slack.world.files.set(hosted.id, { ...hosted, url: `${on.slack.url}/files-pri/page` });
    expect(await fetchIt()).toEqual({ kind: "gone" });
  });
});

test("what was deleted is gone; a Slack that is away is tried again later", async () => {
  const on = await adapterOn();
  const { hosted, fetchIt } = await shared(on);
  on.slack.faults.push({ method: "files.info", times: 1, status: 503 });
  expect(await fetchIt()).toEqual({ kind: "unavailable" });
  expect(await fetchIt()).toMatchObject({ kind: "fetched" });
  on.slack.faults.push({ method: "files.info", times: 1, error: "file_deleted" });
  expect(await fetchIt()).toEqual({ kind: "gone" });
  on.slack.world.files.delete(hosted.id);
  expect(await fetchIt()).toEqual({ kind: "gone" });
});
