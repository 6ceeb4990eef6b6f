import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { describe, expect, onTestFinished, test } from "vitest";

import { z } from "zod";
import { SCOPES } from "../../../adapters/slack/checkup.ts";
import { slackEvent } from "../../../adapters/slack/payloads.ts";
import { readConfig } from "../../../src/config.ts";
import { platformFindings } from "../../../src/platform-findings.ts";
import type { SlackStandIn } from "../../stand-ins/slack/server.ts";
import { SCOPES as GRANTED } from "../../stand-ins/slack/world.ts";
import { environmentOf, startPlatform } from "./slack-service.ts";

const DATABASE = { url: "postgres://nobody@localhost/nothing" };

async function findings(
  prepare: (slack: SlackStandIn) => Readonly<Record<string, string>> | undefined = () => undefined,
  way: "http" | "socket" = "http",
) {
  const slack = await startPlatform();
  onTestFinished(() => slack.close());
  const more = prepare(slack) ?? {};
  const environment = {
    PUBLIC_URL: "https://juchang.example.org",
    ...environmentOf(slack, DATABASE, way),
    ...more,
  };
  const read = readConfig(environment);
  if ("mistakes" in read) throw new Error(read.mistakes.join());
  return platformFindings(read.config, read.secrets);
}

describe("the check-up of Slack", () => {
  test.each(["http", "socket"] as const)(
    "finds nothing where all is well, over %s",
    async (way) => {
      expect(await findings(() => undefined, way)).toEqual([]);
    },
  );

  test.each<
    [string, (slack: SlackStandIn) => Readonly<Record<string, string>> | undefined, object]
  >([
    [
      "a revoked token",
      (slack) => {
        slack.team.revoked = true;
        return undefined;
      },
      { level: "problem", todo: expect.stringContaining("SLACK_BOT_TOKEN") },
    ],
    [
      "a needed permission that is missing",
      (slack) => {
        slack.team.scopes.delete("im:write");
        return undefined;
      },
      { level: "problem", found: expect.stringContaining("im:write") },
    ],
    [
      "a useful permission that is missing",
      (slack) => {
        slack.team.scopes.delete("users:read");
        return undefined;
      },
      { level: "advice", found: expect.stringContaining("users:read") },
    ],
    [
      "an app token that opens no socket",
      () => ({ SLACK_APP_TOKEN: "xapp-wrong" }),
      { level: "problem", todo: expect.stringContaining("connections:write") },
    ],
    [
      "an address without https",
      () => ({ PUBLIC_URL: "http://juchang.example.org" }),
      { level: "problem", found: expect.stringContaining("https") },
    ],
    [
      "no address",
      () => ({ PUBLIC_URL: "" }),
      { level: "advice", found: expect.stringContaining("PUBLIC_URL") },
    ],
    [
      "Slack out of reach",
      () => ({ SLACK_API_URL: "http://127.0.0.1:1/api" }),
      { level: "problem", todo: expect.stringContaining("SLACK_API_URL") },
    ],
  ])("tells %s, and what to do", async (_what, prepare, expected) => {
    expect(await findings(prepare)).toEqual([expect.objectContaining(expected)]);
  });
});

describe("the manifest to paste", () => {
  const manifest = z
    .object({
      features: z.object({
        slash_commands: z.array(z.object({ command: z.string(), url: z.url() })),
      }),
      oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
      settings: z.object({
        event_subscriptions: z.object({ request_url: z.url(), bot_events: z.array(z.string()) }),
        interactivity: z.object({ is_enabled: z.literal(true), request_url: z.url() }),
      }),
    })
    .parse(load(readFileSync("docs/slack-manifest.yaml", "utf8")));

  test("asks for the permissions that the check-up looks for, and no more", () => {
    const asked = manifest.oauth_config.scopes.bot;
    expect(asked).toEqual(SCOPES.map(({ name }) => name).sort());
    expect(asked).toEqual([...GRANTED]);
  });

  test("leads everything to the one address", () => {
    const urls = [
      manifest.settings.event_subscriptions.request_url,
      manifest.settings.interactivity.request_url,
      ...manifest.features.slash_commands.map(({ url }) => url),
    ];
    expect(new Set(urls)).toEqual(new Set(["https://juchang.example.org/slack/events"]));
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(["/juchang"]);
  });

  test("subscribes to nothing that cannot be read", () => {
    const samples = manifest.settings.event_subscriptions.bot_events.map((name) => ({
      type: name.replace(/^message\..*/, "message"),
      user: "U1",
      channel: "C1",
      ts: "1.2",
      event_ts: "1.2",
      tab: "home",
      tokens: { bot: ["U1"] },
    }));
    for (const sample of samples) {
      expect([sample.type, slackEvent.safeParse(sample).success]).toEqual([sample.type, true]);
    }
  });
});
