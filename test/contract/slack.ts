import { createSlack } from "../../adapters/slack/index.ts";
import { createServer } from "../../src/http/server.ts";
import { createMetrics } from "../../src/telemetry/metrics.ts";
import { GROUP, heard, KITE, LIN, startPlatform } from "../adapters/slack/slack-service.ts";
import { FACTS } from "../http/serve.ts";
import { keptLog } from "../telemetry/written.ts";
import { COMMITS, type ContractPlatform, recorder } from "./platform.ts";
import { tokenOf } from "./token-of.ts";

export async function startSlackContract(): Promise<ContractPlatform> {
  const slack = await startPlatform({ limited: false, ladderMs: [10, 50] });
  const { log } = keptLog();
  const { id, botToken, botUser } = slack.team;
  const { adapters, app } = createSlack({
    installations: [{ installation: "slack0", teamId: id, token: botToken, botUser }],
    signingSecret: slack.signingSecret,
    appToken: undefined,
    apiUrl: slack.apiUrl,
    fetch,
    publicUrl: undefined,
    tokenOf,
    commands: new Set(["ask"]),
    log,
  });
  const [adapter] = adapters;
  if (!adapter || !app) throw new Error("Slack is not configured");
  const mounts = [{ path: "/", app }];
  const metrics = createMetrics();
  const server = createServer({
    host: "127.0.0.1",
    port: 0,
    mounts,
    facts: FACTS,
    checks: {},
    metrics,
    log,
  });
  const { url } = await server.listen();
  slack.sendTo(`${url}/slack/events`);
  const { events, receive } = recorder(() => platform);
  const plan = (fault: {
    readonly status?: number;
    readonly retryAfter?: number;
    readonly cut?: "after";
  }) => {
    slack.faults.push({ method: "chat.postMessage", channel: GROUP, times: 1, ...fault });
    return true;
  };
  const platform: ContractPlatform = {
    adapter,
    events,
    decide: COMMITS,
    group: GROUP,
    asker: LIN,
    asks: async (text) => void (await slack.people.says(LIN, GROUP, `@bot ${text}`)),
    saysDirectly: async (text) =>
      void (await slack.people.says(LIN, slack.people.direct(LIN).id, text)),
    taps: async (label) => void (await slack.people.taps(LIN, GROUP, label)),
    sees(viewer, place) {
      const channel = place === "group" ? GROUP : slack.people.direct(LIN).id;
      return heard(slack, viewer === "asker" ? LIN : KITE, channel);
    },
    limits: () => plan({ status: 429, retryAfter: 7 }),
    losesAnswer: () => plan({ cut: "after" }),
    async stop() {
      await server.close(0);
      await adapter.stop();
      await slack.close();
    },
  };
  await adapter.start(receive);
  return platform;
}
