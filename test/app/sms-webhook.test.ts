import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { smsWebhook } from "../../src/sms-webhook.ts";

const SECRET = "sixteen-or-more-characters";
const MESSAGE = { id: "c1", phone: "13900000042", code: "048213", expiresAt: 1_795_766_400_000 };
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Call {
  readonly body: string;
  readonly signature: string;
}

/** A gateway that answers everything with one status. */
async function gateway(status: number): Promise<{ address: string; calls: Call[] }> {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += String(chunk);
    });
    request.on("end", () => {
      calls.push({ body, signature: String(request.headers["juchang-signature"]) });
      response.writeHead(status, { location: "http://127.0.0.1:9/" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  const at = server.address();
  if (at === null || typeof at === "string") throw new Error("The gateway does not listen");
  return { address: `http://127.0.0.1:${at.port}/send`, calls };
}

describe("the webhook for codes", () => {
  test("is told the code once, signed over time and body", async () => {
    const { address, calls } = await gateway(204);
    const sender = smsWebhook({ address, secret: SECRET }, fetch, () => 1_795_766_000_500);
    expect(await sender.send(MESSAGE)).toBe("sent");
    const [call] = calls;
    const body = call?.body ?? "";
    expect(JSON.parse(body)).toEqual({ ...MESSAGE, expiresAt: "2026-11-27T08:00:00.000Z" });
    const expected = createHmac("sha256", SECRET).update(`1795766000.${body}`).digest("hex");
    expect(call?.signature).toBe(`t=1795766000,v1=${expected}`);
  });

  test.each([
    [400, "refused"],
    [401, "refused"],
    [302, "later"],
    [408, "later"],
    [429, "later"],
    [503, "later"],
  ] as const)("answering %i means %s", async (status, fate) => {
    const { address } = await gateway(status);
    expect(await smsWebhook({ address, secret: SECRET }, fetch).send(MESSAGE)).toBe(fate);
  });

  test("that is not there is tried later", async () => {
    const sender = smsWebhook({ address: "http://127.0.0.1:1/", secret: SECRET }, fetch);
    expect(await sender.send(MESSAGE)).toBe("later");
  });
});
