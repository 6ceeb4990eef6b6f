import { onTestFinished } from "vitest";
import {
  createSlack,
  type SlackAdapter,
  type SlackOptions,
} from "../../../adapters/slack/index.ts";
import type { OutgoingMessage, Receive } from "../../../src/engine/adapter.ts";
import type { Event } from "../../../src/engine/event.ts";
import type { Action } from "../../../src/engine/intent.ts";
import { createServer } from "../../../src/http/server.ts";
import { createMetrics } from "../../../src/telemetry/metrics.ts";
import { FACTS } from "../../http/serve.ts";
import type { SlackStandIn, StandInOptions } from "../../stand-ins/slack/server.ts";
import { keptLog } from "../../telemetry/written.ts";
import { GROUP, startPlatform } from "./slack-service.ts";

/** Tokens one can tell apart; links have none. */
export const tokenOf = (action: Action) => {
  if (action.kind === "link") return undefined;
  return action.kind === "answer" ? `a_${action.option}` : `o_${action.command}_${action.args}`;
};

/** An adapter on the stand-in, and a bot that takes every event and remembers it. */
export interface AdapterOn {
  readonly slack: SlackStandIn;
  readonly adapter: SlackAdapter;
  readonly adapters: readonly SlackAdapter[];
  readonly taken: Event[];
  /** Why deliveries were no events. */
  readonly nothing: string[];
  readonly url: string;
  readonly logged: () => string;
  /** What the bot does with the next events; takes them when undefined. */
  receive: Receive | undefined;
}

/** Runs until the test is over. */
export async function adapterOn(
  options: Partial<SlackOptions> & {
    readonly way?: "http" | "socket" | "both";
    readonly platform?: StandInOptions;
    readonly started?: boolean;
  } = {},
): Promise<AdapterOn> {
  const { way = "http", platform = {}, started = true, ...more } = options;
  const slack = await startPlatform({ limited: false, ...platform });
  const kept = keptLog();
  const nothing: string[] = [];
  const { adapters, app } = createSlack({
    installations: [...slack.world.teams.values()].map(({ id, botToken, botUser }) => ({
      installation: `slack-${id}`,
      teamId: id,
      token: botToken,
      botUser,
    })),
    signingSecret: way === "socket" ? undefined : slack.signingSecret,
    appToken: way === "http" ? undefined : slack.appToken,
    apiUrl: slack.apiUrl,
    fetch,
    publicUrl: undefined,
    tokenOf,
    commands: new Set(["desk", "ask"]),
    onNothing: (why) => nothing.push(why),
    log: kept.log,
    ...more,
  });
  const server = createServer({
    host: "127.0.0.1",
    port: 0,
    mounts: app ? [{ path: "/", app }] : [],
    facts: FACTS,
    checks: {},
    metrics: createMetrics(),
    log: kept.log,
  });
  const { url } = await server.listen();
  if (app) slack.sendTo(`${url}/slack/events`);
  const [adapter] = adapters;
  if (!adapter) throw new Error("There is no workspace");
  const taken: Event[] = [];
  const on: AdapterOn = {
    slack,
    adapter,
    adapters,
    taken,
    nothing,
    url,
    logged: kept.text,
    receive: undefined,
  };
  const receive: Receive = async (event) => {
    if (on.receive) return on.receive(event);
    taken.push(event);
    return { kind: "committed" };
  };
  if (started) for (const one of adapters) await one.start(receive);
  onTestFinished(async () => {
    await server.close(0);
    for (const one of adapters) await one.stop();
    await slack.close();
  });
  return on;
}

let count = 0;

/** A message of the bot's into the creators' channel. */
export function outgoing(more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  count += 1;
  return {
    outbound: `outbound${count}`,
    space: { platformId: GROUP, kind: "group" },
    intent: { kind: "say", text: "第二年减免75%。" },
    locale: "zh-CN",
    ...more,
  };
}
