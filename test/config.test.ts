import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type Config, readConfig, type Secrets } from "../src/config.ts";

const KEY = randomBytes(32).toString("base64");
const PRODUCTION = {
  DATABASE_URL: "postgres://app:pw@db.example.org/juchang",
  ENCRYPTION_KEY: KEY,
};

type Environment = Readonly<Record<string, string | undefined>>;

function accepted(environment: Environment): { config: Config; secrets: Secrets } {
  const result = readConfig(environment);
  if ("mistakes" in result) throw new Error(result.mistakes.join("\n"));
  return result;
}

function mistakesIn(environment: Environment): readonly string[] {
  const result = readConfig(environment);
  return "mistakes" in result ? result.mistakes : [];
}

describe("nothing configured", () => {
  test("gives the embedded service with the playground on loopback", () => {
    const { config, secrets } = accepted({});
    expect(config).toEqual({
      host: "127.0.0.1",
      port: 3000,
      dataDir: "./data",
      database: "embedded",
      queue: "postgres",
      role: "all",
      publicUrl: undefined,
      playground: "open",
      personalPage: false,
      publicChat: false,
      trustProxy: false,
      telegram: { apiRoot: undefined },
      slack: { apiUrl: undefined },
      noProxy: [],
      sendRates: new Map(),
      staff: [],
      timezone: "Asia/Shanghai",
      locale: "zh-CN",
      retention: {
        inbound: 7,
        transcript: 180,
        event_answers: 30,
        declined_questions: 90,
        case_files: 90,
      },
      logLevel: "info",
    });
    expect(Object.values(secrets).filter((secret) => secret !== undefined)).toEqual([]);
  });

  test("empty and blank variables count as nothing, and so do strangers'", () => {
    expect(readConfig({ PORT: "", DATABASE_URL: "  ", JUCHANG: "x" })).toEqual(readConfig({}));
  });
});

describe("every variable is read", () => {
  const { config, secrets } = accepted({
    HOST: "0.0.0.0",
    PORT: " 8080 ",
    DATA_DIR: "/srv/juchang",
    ...PRODUCTION,
    REDIS_URL: "rediss://:pw@redis.example.org:6380",
    ROLE: "worker",
    PUBLIC_URL: "https://bot.example.org/",
    TELEGRAM_BOT_TOKEN: "123456:AAbb_cc-dd",
    TELEGRAM_API_ROOT: "http://127.0.0.1:8081",
    TELEGRAM_WEBHOOK_SECRET: "hush_hush",
    SLACK_BOT_TOKEN: "xoxb-1-abc",
    SLACK_SIGNING_SECRET: "0123abcd",
    SLACK_APP_TOKEN: "xapp-1-abc",
    SLACK_API_URL: "https://slack.example.org/api/",
    SMS_WEBHOOK_URL: "https://sms.example.org/send",
    SMS_WEBHOOK_SECRET: "sixteen-or-more-characters",
    HTTPS_PROXY: "http://user:pw@proxy.example.org:3128",
    NO_PROXY: "localhost, 10.0.0.0/8 ,",
    SEND_RATE: "telegram=30/s, telegram.group=20/min,slack.channel=0.5/s",
    STAFF: "telegram:42=admin,slack:T1/U2=operator",
    TZ_DEFAULT: "Europe/Berlin",
    LOCALE_DEFAULT: "en",
    RETENTION: "transcript=30d",
    LOG_LEVEL: "debug",
    PLAYGROUND: "off",
  });

  test("into the configuration", () => {
    expect(config).toMatchObject({
      host: "0.0.0.0",
      port: 8080,
      dataDir: "/srv/juchang",
      database: "external",
      queue: "redis",
      role: "worker",
      publicUrl: "https://bot.example.org",
      playground: "off",
      telegram: { apiRoot: "http://127.0.0.1:8081" },
      slack: { apiUrl: "https://slack.example.org/api" },
      noProxy: ["localhost", "10.0.0.0/8"],
      staff: [
        { platform: "telegram", account: "42", role: "admin" },
        { platform: "slack", account: "T1/U2", role: "operator" },
      ],
      timezone: "Europe/Berlin",
      locale: "en",
      retention: {
        inbound: 7,
        transcript: 30,
        event_answers: 30,
        declined_questions: 90,
        case_files: 90,
      },
      logLevel: "debug",
    });
    expect([...config.sendRates]).toEqual([
      ["telegram", { count: 30, perMs: 1000 }],
      ["telegram.group", { count: 20, perMs: 60_000 }],
      ["slack.channel", { count: 0.5, perMs: 1000 }],
    ]);
  });

  test("or into the secrets, and no secret into the configuration", () => {
    expect(secrets).toEqual({
      databaseUrl: PRODUCTION.DATABASE_URL,
      redisUrl: "rediss://:pw@redis.example.org:6380",
      encryptionKey: KEY,
      telegramBotToken: "123456:AAbb_cc-dd",
      telegramWebhookSecret: "hush_hush",
      slackBotToken: "xoxb-1-abc",
      slackSigningSecret: "0123abcd",
      slackAppToken: "xapp-1-abc",
      smsWebhookUrl: "https://sms.example.org/send",
      smsWebhookSecret: "sixteen-or-more-characters",
      httpsProxy: "http://user:pw@proxy.example.org:3128",
    });
    const shown = JSON.stringify(config);
    for (const secret of Object.values(secrets)) expect(shown).not.toContain(secret);
  });
});

test.each([
  ["HOST", "http://here", /^HOST must be a host name or an IP address/],
  ["HOST", "[::1]", /^HOST must be/],
  ["HOST", "-a", /^HOST must be/],
  ["PORT", "65536", /^PORT must be a whole number from 0 to 65535$/],
  ["PORT", "-1", /^PORT must be/],
  ["PORT", "3000.5", /^PORT must be/],
  ["DATABASE_URL", "mysql://u:pw@h/d", /^DATABASE_URL must be an address like postgres:/],
  ["DATABASE_URL", "postgres://u:p#w@h/d", /^DATABASE_URL must be .* as %XX$/],
  ["REDIS_URL", "localhost:6379", /^REDIS_URL must be an address like redis:/],
  ["ROLE", "both", /^ROLE must be one of all, web, worker$/],
  ["PUBLIC_URL", "bot.example.org", /^PUBLIC_URL must be .*https:\/\//],
  ["PUBLIC_URL", "ftp://bot.example.org", /^PUBLIC_URL must be/],
  ["PUBLIC_URL", "https://u:pw@bot.example.org", /^PUBLIC_URL must be/],
  ["PUBLIC_URL", "https://bot.example.org?a=1", /^PUBLIC_URL must be/],
  ["ENCRYPTION_KEY", "c2hvcnQ=", /^ENCRYPTION_KEY must be 32 bytes in base64/],
  ["ENCRYPTION_KEY", `${KEY},x`, /^ENCRYPTION_KEY must be 32 bytes in base64/],
  ["ENCRYPTION_KEY", ",", /^ENCRYPTION_KEY must be 32 bytes in base64/],
  ["TELEGRAM_BOT_TOKEN", "AAbb", /^TELEGRAM_BOT_TOKEN must be the token BotFather gave/],
  ["TELEGRAM_API_ROOT", "api", /^TELEGRAM_API_ROOT must be/],
  ["TELEGRAM_WEBHOOK_SECRET", "ä", /^TELEGRAM_WEBHOOK_SECRET must be 1 to 256/],
  ["SLACK_SIGNING_SECRET", "a b", /^SLACK_SIGNING_SECRET must be/],
  ["SLACK_APP_TOKEN", "xoxb-1", /^SLACK_APP_TOKEN must be .* xapp-$/],
  ["SLACK_API_URL", "x", /^SLACK_API_URL must be/],
  ["HTTPS_PROXY", "proxy:3128", /^HTTPS_PROXY must be a proxy's address/],
  ["SEND_RATE", "telegram=30/s,telegram=5/h", /^SEND_RATE entry 2 must be like telegram=30\/s/],
  ["SEND_RATE", "matrix=1/s", /^SEND_RATE entry 1 must be like/],
  ["SEND_RATE", "telegram=0/s", /^SEND_RATE entry 1 must be like/],
  ["SEND_RATE", "slack=1/s,slack=2/s", /^SEND_RATE entry 2 repeats an earlier entry/],
  ["STAFF", "telegram:42=boss", /^STAFF entry 1 must be like telegram:<id>=admin/],
  ["STAFF", "telegram:anna=admin", /^STAFF entry 1 must be like/],
  ["STAFF", "slack:U2=admin", /^STAFF entry 1 must be like/],
  ["STAFF", "web:li=viewer,web:li=admin", /^STAFF entry 2 repeats an earlier entry/],
  ["TZ_DEFAULT", "Yangpu", /^TZ_DEFAULT must be the name of a time zone/],
  ["LOCALE_DEFAULT", "zh", /^LOCALE_DEFAULT must be one of zh-CN, en$/],
  ["RETENTION", "inbound=0d", /^RETENTION entry 1 must be like inbound=7d/],
  ["RETENTION", "diary=7d", /^RETENTION entry 1 must be like/],
  ["LOG_LEVEL", "verbose", /^LOG_LEVEL must be one of silent, error, warn, info, debug$/],
  ["PLAYGROUND", "yes", /^PLAYGROUND must be one of on, off$/],
])("%s=%s is a mistake told in one line", (name, value, said) => {
  const mistakes = mistakesIn({ ENCRYPTION_KEY: KEY, [name]: value });
  expect(mistakes).toEqual([expect.stringMatching(said)]);
  expect(mistakes.join()).not.toContain("\n");
});

describe("rules between variables", () => {
  test("a database of one's own needs an encryption key", () => {
    const { DATABASE_URL } = PRODUCTION;
    expect(mistakesIn({ DATABASE_URL })).toEqual([
      expect.stringMatching(/^ENCRYPTION_KEY must be set when DATABASE_URL is \(make one with: /),
    ]);
    expect(mistakesIn(PRODUCTION)).toEqual([]);
    expect(mistakesIn({ ENCRYPTION_KEY: KEY })).toEqual([]);
  });

  test("a gateway for text messages is never called without a signature", () => {
    const together = ["SMS_WEBHOOK_URL and SMS_WEBHOOK_SECRET must be set together"];
    const address = { SMS_WEBHOOK_URL: "https://sms.example.org" };
    const secret = { SMS_WEBHOOK_SECRET: "sixteen-or-more-characters" };
    expect(mistakesIn(address)).toEqual(together);
    expect(mistakesIn(secret)).toEqual(together);
    expect(mistakesIn({ ...address, ...secret })).toEqual([]);
    expect(mistakesIn({ ...address, SMS_WEBHOOK_SECRET: "short" })).toEqual([
      "SMS_WEBHOOK_SECRET must be 16 to 256 characters without blanks",
    ]);
  });

  test("Slack needs a way in", () => {
    const token = { SLACK_BOT_TOKEN: "xoxb-1" };
    expect(mistakesIn(token)).toEqual([
      "SLACK_SIGNING_SECRET or SLACK_APP_TOKEN must be set when SLACK_BOT_TOKEN is",
    ]);
    expect(mistakesIn({ ...token, SLACK_SIGNING_SECRET: "s" })).toEqual([]);
    expect(mistakesIn({ ...token, SLACK_APP_TOKEN: "xapp-1" })).toEqual([]);
  });
});

test("all mistakes are told at once, and none shows a value", () => {
  const environment = {
    PORT: "55a55",
    DATABASE_URL: "postgres://app:hunter2@",
    ENCRYPTION_KEY: "hunter3",
    TELEGRAM_BOT_TOKEN: "hunter4",
    SLACK_BOT_TOKEN: "hunter5",
    HTTPS_PROXY: "hunter6",
    STAFF: "telegram:hunter7=admin, telegram:42=admin, 13800138000",
    ROLE: "hunter8",
    PUBLIC_URL: "hunter9",
  };
  const mistakes = mistakesIn(environment);
  expect(mistakes.map((line) => line.split(" ").slice(0, 3).join(" "))).toEqual([
    "PORT must be",
    "DATABASE_URL must be",
    "ROLE must be",
    "PUBLIC_URL must be",
    "ENCRYPTION_KEY must be",
    "TELEGRAM_BOT_TOKEN must be",
    "SLACK_BOT_TOKEN must be",
    "HTTPS_PROXY must be",
    "STAFF entry 1",
    "STAFF entry 3",
    "SLACK_SIGNING_SECRET or SLACK_APP_TOKEN",
  ]);
  expect(mistakes.join()).not.toMatch(/hunter|138001|55a55/);
});

describe("the playground", () => {
  const TOKEN = { TELEGRAM_BOT_TOKEN: "1:a" };
  test.each<[string, Environment, Config["playground"]]>([
    ["open on any loopback address", { HOST: "127.8.0.1" }, "open"],
    ["open on IPv6 loopback", { HOST: "::1" }, "open"],
    ["open on localhost", { HOST: "localhost", PUBLIC_URL: "http://[::1]:3000" }, "open"],
    ["open when asked for where it would be", { PLAYGROUND: "on" }, "open"],
    ["off when not wanted", { PLAYGROUND: "off" }, "off"],
    ["off where others can reach it", { HOST: "0.0.0.0" }, "off"],
    ["off behind a public address", { PUBLIC_URL: "https://bot.example.org" }, "off"],
    ["off behind a name that only looks like loopback", { HOST: "127.evil.example" }, "off"],
    ["off with a platform's token", TOKEN, "off"],
    ["off with a database of one's own", PRODUCTION, "off"],
    ["behind a sign-in elsewhere", { PLAYGROUND: "on", HOST: "0.0.0.0" }, "sign-in"],
    ["behind a sign-in beside a platform", { PLAYGROUND: "on", ...TOKEN }, "sign-in"],
    ["behind a sign-in in production", { PLAYGROUND: "on", ...PRODUCTION }, "sign-in"],
  ])("is %s", (_rule, environment, access) => {
    const { config } = accepted(environment);
    expect(config.playground).toBe(access);
  });
});
