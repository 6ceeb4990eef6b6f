import { z } from "zod";
import { readRetention, readSendRate, readStaffEntry, SEND_SCOPES } from "./config-lists.ts";
import {
  entries,
  host,
  oneOf,
  port,
  proxyAddress,
  secretLike,
  serverAddress,
  splitList,
  timezone,
  webAddress,
} from "./config-values.ts";
import { ROLES } from "./engine/terms.ts";
import { LOCALES } from "./i18n/locale.ts";
import { parseMasterKeys } from "./store/sealing/master-keys.ts";
import { LOG_LEVELS } from "./telemetry/log.ts";

/** How an operator makes an encryption key with what the service needs anyway. */
export const MAKE_KEY = `make one with: node -p "crypto.randomBytes(32).toString('base64')"`;

const encryptionKey = z.string().superRefine((text, context) => {
  try {
    parseMasterKeys(text);
  } catch {
    const message = `must be 32 bytes in base64, or several with commas between them, newest first (${MAKE_KEY})`;
    context.addIssue({ code: "custom", message });
  }
});

/** The forms in which the platforms give bots their tokens. */
export const BOT_TOKENS = { telegram: /^\d+:[\w-]+$/, slack: /^xoxb-[\w-]+$/ } as const;

const NO_BLANKS = /^\S+$/;

/** Every environment variable the service reads, in the order in which mistakes are told. */
export const variables = z.object({
  HOST: host.default("127.0.0.1"),
  PORT: port.default(3000),
  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: serverAddress(
    ["postgres:", "postgresql:"],
    "postgres://user:password@host:5432/database",
  ).optional(),
  REDIS_URL: serverAddress(["redis:", "rediss:"], "redis://:password@host:6379").optional(),
  ROLE: oneOf(["all", "web", "worker"]).default("all"),
  PUBLIC_URL: webAddress.optional(),
  ENCRYPTION_KEY: encryptionKey.optional(),
  TELEGRAM_BOT_TOKEN: secretLike(
    BOT_TOKENS.telegram,
    "must be the token BotFather gave: digits, a colon, letters and digits",
  ).optional(),
  TELEGRAM_API_ROOT: webAddress.optional(),
  TELEGRAM_WEBHOOK_SECRET: secretLike(
    /^[\w-]{1,256}$/,
    "must be 1 to 256 letters, digits, _ or -",
  ).optional(),
  SLACK_BOT_TOKEN: secretLike(
    BOT_TOKENS.slack,
    "must be the bot token from the Slack app's page, it starts with xoxb-",
  ).optional(),
  SLACK_SIGNING_SECRET: secretLike(
    NO_BLANKS,
    "must be the signing secret from the Slack app's page, without blanks",
  ).optional(),
  SLACK_APP_TOKEN: secretLike(
    /^xapp-[\w-]+$/,
    "must be the app-level token from the Slack app's page, it starts with xapp-",
  ).optional(),
  SLACK_API_URL: webAddress.optional(),
  SMS_WEBHOOK_URL: webAddress.optional(),
  SMS_WEBHOOK_SECRET: secretLike(
    /^\S{16,256}$/,
    "must be 16 to 256 characters without blanks",
  ).optional(),
  HTTPS_PROXY: proxyAddress.optional(),
  NO_PROXY: z.string().transform(splitList).default([]),
  SEND_RATE: entries(
    readSendRate,
    `telegram=30/s or telegram.group=20/min (${SEND_SCOPES.join(", ")}; per s or min)`,
  ).default(new Map()),
  STAFF: entries(
    readStaffEntry,
    `telegram:<id>=admin or slack:<team>/<user>=operator (${ROLES.join(", ")})`,
  ).default(new Map()),
  TZ_DEFAULT: timezone.default("Asia/Shanghai"),
  LOCALE_DEFAULT: oneOf(LOCALES).default("zh-CN"),
  RETENTION: entries(
    readRetention,
    "inbound=7d (inbound, transcript, event_answers, declined_questions, case_files; whole days, at least 1)",
  ).default(new Map()),
  LOG_LEVEL: oneOf(LOG_LEVELS).default("info"),
  PLAYGROUND: oneOf(["on", "off"]).optional(),
  PERSONAL_PAGE: oneOf(["on", "off"]).default("off"),
  PUBLIC_CHAT: oneOf(["on", "off"]).default("off"),
  TRUST_PROXY: oneOf(["on", "off"]).default("off"),
});

/** The variables' values, read and checked one by one. */
export type Variables = z.output<typeof variables>;
