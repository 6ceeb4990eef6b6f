import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createSlack, identify } from "../../../adapters/slack/index.ts";
import { outgoingDispatcher, outgoingFetch } from "../../../src/outgoing-fetch.ts";
import { keptLog } from "../../telemetry/written.ts";

const API = "https://slack.invalid/api";

/** A proxy that lets nothing through, and remembers who was asked for. */
async function startProxy() {
  const asked: string[] = [];
  const server = createServer();
  server.on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { asked, httpsProxy: `http://127.0.0.1:${port}` };
}

describe("HTTPS_PROXY", () => {
  test("leads calls to Slack through the proxy, but for the hosts of NO_PROXY", async () => {
    const { asked, httpsProxy } = await startProxy();
    const through = await outgoingFetch({ httpsProxy, noProxy: [] });
    expect((await identify({ apiUrl: API, fetch: through }, "xoxb-1")).ok).toBe(false);
    expect(asked).toEqual(["slack.invalid:443"]);
    const past = await outgoingFetch({ httpsProxy, noProxy: ["slack.invalid"] });
    expect((await identify({ apiUrl: API, fetch: past }, "xoxb-1")).ok).toBe(false);
    expect(asked).toHaveLength(1);
  });

  test("leads the socket through the proxy as well", async () => {
    const { asked, httpsProxy } = await startProxy();
    const { adapters } = createSlack({
      installations: [{ installation: "slack0", teamId: "T1", token: "xoxb-1" }],
      signingSecret: undefined,
      appToken: "xapp-1",
      apiUrl: API,
      fetch: async () => Response.json({ ok: true, url: "wss://socket.slack.invalid/link" }),
      dispatcher: await outgoingDispatcher({ httpsProxy, noProxy: [] }),
      publicUrl: undefined,
      tokenOf: () => undefined,
      commands: new Set(),
      log: keptLog().log,
    });
    const [adapter] = adapters;
    await adapter?.start(async () => ({ kind: "committed" }));
    await expect.poll(() => asked, { timeout: 20_000 }).toContain("socket.slack.invalid:443");
    await adapter?.stop();
  });
});
