import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { directPost } from "../src/direct-post.ts";

const TEN_SECONDS = 10_000;

/** A server that answers as told, and where it is. */
async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${portOf(server.address())}`;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("No port");
  return address.port;
}

test("posts JSON below the server's own path and gives what came back, whatever its status", async () => {
  const root = await serving((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => {
      body += part;
    });
    request.on("end", () => {
      response.statusCode = 429;
      response.end(
        JSON.stringify([request.method, request.url, request.headers["content-type"], body]),
      );
    });
  });
  const answer = await directPost(`${root}/api`)("/bot1:x/sendMessage", '"好"', TEN_SECONDS);
  expect(JSON.parse(answer)).toEqual([
    "POST",
    "/api/bot1:x/sendMessage",
    "application/json",
    '"好"',
  ]);
});

test("puts an answer together that comes in pieces, even within a character", async () => {
  const bytes = Buffer.from("聚场");
  const root = await serving((_request, response) => {
    response.write(bytes.subarray(0, 4));
    setTimeout(() => response.end(bytes.subarray(4)), 20);
  });
  expect(await directPost(root)("/", "{}", TEN_SECONDS)).toBe("聚场");
});

test("keeps its connection for the next call", async () => {
  const ports = new Set<number | undefined>();
  const root = await serving((request, response) => {
    ports.add(request.socket.remotePort);
    request.resume().on("end", () => response.end("{}"));
  });
  const post = directPost(root);
  for (let count = 0; count < 3; count += 1) await post("/", "{}", TEN_SECONDS);
  expect(ports.size).toBe(1);
});

test("gives up when there is no answer in time", async () => {
  const root = await serving(() => undefined);
  await expect(directPost(root)("/", "{}", 50)).rejects.toMatchObject({ name: "CallTimeout" });
});

test("counts the time until the whole answer is there", async () => {
  const root = await serving((_request, response) => void response.write("{"));
  await expect(directPost(root)("/", "{}", 100)).rejects.toThrow();
});

test("ends when told to", async () => {
  const root = await serving(() => undefined);
  const ending = new AbortController();
  const call = directPost(root)("/", "{}", ending.signal);
  ending.abort();
  await expect(call).rejects.toMatchObject({ name: "CallTimeout" });
  await expect(directPost(root)("/", "{}", AbortSignal.abort())).rejects.toThrow();
});

test("tells by its code why nothing was sent, and what broke in mid-answer", async () => {
  const root = await serving((_request, response) => {
    response.write("{");
    setTimeout(() => response.destroy(), 20);
  });
  await expect(directPost(root)("/", "{}", TEN_SECONDS)).rejects.toMatchObject({
    code: "ECONNRESET",
  });
  await expect(directPost("http://127.0.0.1:1")("/", "{}", TEN_SECONDS)).rejects.toMatchObject({
    code: "ECONNREFUSED",
  });
});
