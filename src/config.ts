import {
  RETENTION_DAYS,
  type RetentionKind,
  type SendRate,
  type SendScope,
  type StaffEntry,
} from "./config-lists.ts";
import { isLoopback } from "./config-values.ts";
import { MAKE_KEY, type Variables, variables } from "./config-variables.ts";
import type { Locale } from "./i18n/locale.ts";
import type { LogLevel } from "./telemetry/log.ts";

/** Who may use the browser playground: everybody who reaches it, signed-in staff, or nobody. */
export type PlaygroundAccess = "open" | "sign-in" | "off";

/** Everything the service is told from outside, but for secrets. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly database: "embedded" | "external";
  readonly queue: "postgres" | "redis";
  readonly role: "all" | "web" | "worker";
  /** Without a slash at its end. */
  readonly publicUrl: string | undefined;
  readonly playground: PlaygroundAccess;
  /** Whether anyone may open the chat page at `/chat`. */
  readonly publicChat: boolean;
  /** Personal questions are answered on a page of our own instead of in a foreign platform's chat. */
  readonly personalPage: boolean;
  /** A proxy of the operator's stands in front: the last address of X-Forwarded-For is the client's. */
  readonly trustProxy: boolean;
  readonly telegram: { readonly apiRoot: string | undefined };
  readonly slack: { readonly apiUrl: string | undefined };
  readonly noProxy: readonly string[];
  readonly sendRates: ReadonlyMap<SendScope, SendRate>;
  readonly staff: readonly StaffEntry[];
  readonly timezone: string;
  readonly locale: Locale;
  /** Days. */
  readonly retention: Readonly<Record<RetentionKind, number>>;
  readonly logLevel: LogLevel;
}

/** What must never be shown; kept apart so that a configuration can be. */
export interface Secrets {
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** As `parseMasterKeys` reads it; always there with a database URL. */
  readonly encryptionKey: string | undefined;
  readonly telegramBotToken: string | undefined;
  readonly telegramWebhookSecret: string | undefined;
  readonly slackBotToken: string | undefined;
  readonly slackSigningSecret: string | undefined;
  readonly slackAppToken: string | undefined;
  /** Where one-time codes go to become text messages; the address may hold a token. */
  readonly smsWebhookUrl: string | undefined;
  readonly smsWebhookSecret: string | undefined;
  /** It may hold a password. */
  readonly httpsProxy: string | undefined;
}

/** A configuration, or every mistake in it: one line each that says what to do and shows no value. */
export type ConfigResult =
  | { readonly config: Config; readonly secrets: Secrets }
  | { readonly mistakes: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment; a variable that is empty or blank counts as not set. */
export function readConfig(environment: Environment): ConfigResult {
  const given = trimmed(environment);
  const read = variables.safeParse(given);
  const mistakes = [
    ...(read.error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`),
    ...missingPartners(given),
  ];
  if (!read.success || mistakes.length > 0) return { mistakes };
  return { config: configOf(read.data), secrets: secretsOf(read.data) };
}

function trimmed(environment: Environment): Environment {
  const pairs = Object.entries(environment).map(([name, value]) => [name, value?.trim()] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined && value !== ""));
}

/** Rules between variables; they read what was given, so that they hold beside other mistakes too. */
function missingPartners(given: Environment): readonly string[] {
  const has = (name: keyof Variables) => given[name] !== undefined;
  const mistakes: string[] = [];
  if (has("DATABASE_URL") && !has("ENCRYPTION_KEY")) {
    mistakes.push(`ENCRYPTION_KEY must be set when DATABASE_URL is (${MAKE_KEY})`);
  }
  if (has("SLACK_BOT_TOKEN") && !has("SLACK_SIGNING_SECRET") && !has("SLACK_APP_TOKEN")) {
    mistakes.push("SLACK_SIGNING_SECRET or SLACK_APP_TOKEN must be set when SLACK_BOT_TOKEN is");
  }
  if (has("SMS_WEBHOOK_URL") !== has("SMS_WEBHOOK_SECRET")) {
    mistakes.push("SMS_WEBHOOK_URL and SMS_WEBHOOK_SECRET must be set together");
  }
  if (given["PERSONAL_PAGE"] === "on" && !given["PUBLIC_URL"]?.startsWith("https://")) {
    mistakes.push(
      "PUBLIC_URL must be set to an https address when PERSONAL_PAGE is on: people open the page there",
    );
  }
  return mistakes;
}

function configOf(read: Variables): Config {
  return {
    host: read.HOST,
    port: read.PORT,
    dataDir: read.DATA_DIR,
    database: read.DATABASE_URL === undefined ? "embedded" : "external",
    queue: read.REDIS_URL === undefined ? "postgres" : "redis",
    role: read.ROLE,
    publicUrl: read.PUBLIC_URL,
    playground: playgroundOf(read),
    publicChat: read.PUBLIC_CHAT === "on",
    personalPage: read.PERSONAL_PAGE === "on",
    trustProxy: read.TRUST_PROXY === "on",
    telegram: { apiRoot: read.TELEGRAM_API_ROOT },
    slack: { apiUrl: read.SLACK_API_URL },
    noProxy: read.NO_PROXY,
    sendRates: read.SEND_RATE,
    staff: [...read.STAFF.values()],
    timezone: read.TZ_DEFAULT,
    locale: read.LOCALE_DEFAULT,
    retention: { ...RETENTION_DAYS, ...Object.fromEntries(read.RETENTION) },
    logLevel: read.LOG_LEVEL,
  };
}

/** Open only where nobody else can be: on an embedded database, on loopback, without a platform token. */
function playgroundOf(read: Variables): PlaygroundAccess {
  const isLocal =
    isLoopback(read.HOST) &&
    (read.PUBLIC_URL === undefined || isLoopback(new URL(read.PUBLIC_URL).hostname));
  const isAlone = read.TELEGRAM_BOT_TOKEN === undefined && read.SLACK_BOT_TOKEN === undefined;
  const isOpen = read.DATABASE_URL === undefined && isLocal && isAlone;
  switch (read.PLAYGROUND) {
    case "off":
      return "off";
    case "on":
      return isOpen ? "open" : "sign-in";
    case undefined:
      return isOpen ? "open" : "off";
  }
}

function secretsOf(read: Variables): Secrets {
  return {
    databaseUrl: read.DATABASE_URL,
    redisUrl: read.REDIS_URL,
    encryptionKey: read.ENCRYPTION_KEY,
    telegramBotToken: read.TELEGRAM_BOT_TOKEN,
    telegramWebhookSecret: read.TELEGRAM_WEBHOOK_SECRET,
    slackBotToken: read.SLACK_BOT_TOKEN,
    slackSigningSecret: read.SLACK_SIGNING_SECRET,
    slackAppToken: read.SLACK_APP_TOKEN,
    smsWebhookUrl: read.SMS_WEBHOOK_URL,
    smsWebhookSecret: read.SMS_WEBHOOK_SECRET,
    httpsProxy: read.HTTPS_PROXY,
  };
}
