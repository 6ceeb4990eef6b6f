import { PLATFORMS, type Platform } from "./engine/adapter.ts";
import { ROLES, type Role } from "./engine/terms.ts";

/** What a sending limit counts: a platform's token, or one of its kinds of chat. */
export const SEND_SCOPES = [
  "telegram",
  "telegram.chat",
  "telegram.group",
  "slack",
  "slack.channel",
] as const;
export type SendScope = (typeof SEND_SCOPES)[number];

/** At most `count` sends in `perMs`. */
export interface SendRate {
  readonly count: number;
  readonly perMs: number;
}

const UNIT_MS = { s: 1000, min: 60_000 } as const;
const RATE = /^(?<scope>[a-z.]+)=(?<count>\d{1,6}(?:\.\d{1,3})?)\/(?<unit>s|min)$/;

/** Reads `telegram.group=20/min`. */
export function readSendRate(entry: string): readonly [SendScope, SendRate] | undefined {
  const { scope, count = "", unit } = RATE.exec(entry)?.groups ?? {};
  const known = SEND_SCOPES.find((name) => name === scope);
  if (!known || Number(count) === 0) return undefined;
  return [known, { count: Number(count), perMs: UNIT_MS[unit === "min" ? "min" : "s"] }];
}

/** A first role: who has it, and which. */
export interface StaffEntry {
  readonly platform: Platform;
  /** The platform's user id; on Slack `<team>/<user>`. */
  readonly account: string;
  readonly role: Role;
}

const ACCOUNT: Readonly<Record<Platform, RegExp>> = {
  web: /^[a-z0-9-]{1,64}$/,
  telegram: /^\d{1,19}$/,
  slack: /^[A-Z0-9]{2,20}\/[A-Z0-9]{2,20}$/,
};

/** Reads `telegram:<id>=admin` or `slack:<team>/<user>=operator`. */
export function readStaffEntry(entry: string): readonly [string, StaffEntry] | undefined {
  const parts = /^(?<platform>[a-z]+):(?<account>[^=]+)=(?<role>[a-z]+)$/.exec(entry)?.groups;
  const platform = PLATFORMS.find((name) => name === parts?.["platform"]);
  const role = ROLES.find((name) => name === parts?.["role"]);
  const account = parts?.["account"] ?? "";
  if (!platform || !role || !ACCOUNT[platform].test(account)) return undefined;
  return [`${platform}:${account}`, { platform, account, role }];
}

/** How many days each kind of row is kept unless RETENTION says otherwise. */
export const RETENTION_DAYS = {
  inbound: 7,
  transcript: 180,
  event_answers: 30,
  declined_questions: 90,
  case_files: 90,
} as const;
export type RetentionKind = keyof typeof RETENTION_DAYS;

const KINDS: readonly RetentionKind[] = [
  "inbound",
  "transcript",
  "event_answers",
  "declined_questions",
  "case_files",
];

/** Reads `transcript=180d`. */
export function readRetention(entry: string): readonly [RetentionKind, number] | undefined {
  const { kind, days } = /^(?<kind>[a-z_]+)=(?<days>\d{1,4})d$/.exec(entry)?.groups ?? {};
  const known = KINDS.find((name) => name === kind);
  return known && Number(days) > 0 ? [known, Number(days)] : undefined;
}
