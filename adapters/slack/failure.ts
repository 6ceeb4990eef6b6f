import { webApi } from "@slack/bolt";

/** Why a call of the Web API did not do what it should. Reasons are Slack's error codes, never anybody's words. */
export type Failure =
  /** Too many calls of this method, or to this channel: wait. */
  | { readonly kind: "tooFast"; readonly afterMs: number }
  /** Slack cannot work now and did nothing. */
  | { readonly kind: "away"; readonly reason: string; readonly afterMs: number }
  /** The chat or the person cannot be written to any more. */
  | { readonly kind: "unreachable"; readonly reason: string }
  /** The token was revoked, or the workspace is closed to the app. */
  | { readonly kind: "badToken"; readonly reason: string }
  /** The message to edit is gone or may not be changed any more. */
  | { readonly kind: "cannotEdit"; readonly reason: string }
  /** The thread is gone. */
  | { readonly kind: "noThread"; readonly reason: string }
  /** The blocks are not taken; the words can still be sent without them. */
  | { readonly kind: "badBlocks"; readonly reason: string }
  /** The picture among the blocks is not there, or not yet; without it the blocks may be taken. */
  | { readonly kind: "badPicture"; readonly reason: string }
  /** A permission the app was not given. */
  | { readonly kind: "missingScope"; readonly needed: string }
  | { readonly kind: "refused"; readonly reason: string }
  /** The request never left: it can be made again. */
  | { readonly kind: "notSent"; readonly reason: string }
  /** The request may have been carried out. */
  | { readonly kind: "unsure"; readonly reason: string };

/** A failure as the log takes it. */
export function fieldsOf(failure: Failure): Readonly<Record<string, string>> {
  const { kind } = failure;
  if ("reason" in failure) return { kind, reason: failure.reason };
  return kind === "missingScope" ? { kind, reason: failure.needed.replaceAll(":", ".") } : { kind };
}

const UNKNOWN_WAIT_MS = 30_000;
const AWAY_MS = 5_000;
const HOUR_MS = 60 * 60_000;

/** Names what a call was rejected with. What is no answer of Slack's counts as unsure. */
export function failureOf(error: unknown): Failure {
  if (error instanceof webApi.WebAPIPlatformError) return refusalOf(error);
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: "tooFast", afterMs: Math.max(1, error.retryAfter) * 1000 };
  }
  if (error instanceof webApi.WebAPIHTTPError) return statusOf(error.statusCode);
  // The SDK's word for a 429 that does not say how long.
  if (error instanceof Error && error.message.startsWith("Retry header did not contain")) {
    return { kind: "tooFast", afterMs: UNKNOWN_WAIT_MS };
  }
  const cause = error instanceof webApi.WebAPIRequestError ? error.original : error;
  const code = codeOf(cause);
  return code !== undefined && (NEVER_LEFT.has(code) || code.includes("CERT"))
    ? { kind: "notSent", reason: code }
    : { kind: "unsure", reason: code ?? "no_answer" };
}

/** A 503 says that nothing was done; of other failures on Slack's side nobody knows. */
function statusOf(status: number): Failure {
  const reason = `status_${status}`;
  if (status === 503) return { kind: "away", reason, afterMs: AWAY_MS };
  return status >= 500 ? { kind: "unsure", reason } : { kind: "refused", reason };
}

function refusalOf({ data }: webApi.WebAPIPlatformError): Failure {
  const code = /^[a-z0-9_]{1,60}$/.test(data.error) ? data.error : "unreadable_answer";
  switch (code) {
    case "ratelimited":
    case "rate_limited": {
      const seconds = data.response_metadata?.retryAfter;
      return { kind: "tooFast", afterMs: seconds ? seconds * 1000 : UNKNOWN_WAIT_MS };
    }
    case "message_limit_exceeded":
      return { kind: "tooFast", afterMs: HOUR_MS };
    case "missing_scope":
      return { kind: "missingScope", needed: neededOf(data) };
    case "unreadable_answer":
      return { kind: "unsure", reason: code };
    case "invalid_blocks":
      return { kind: tellsOfPicture(data) ? "badPicture" : "badBlocks", reason: code };
    default: {
      const kind = KINDS.get(code);
      if (kind === "away") return { kind, reason: code, afterMs: AWAY_MS };
      return { kind: kind ?? "refused", reason: code };
    }
  }
}

/** Slack names the field it does not take: "invalid slack file [json-pointer:/blocks/0/slack_file]". */
function tellsOfPicture({ response_metadata }: webApi.WebAPIPlatformError["data"]): boolean {
  const { messages } = response_metadata ?? {};
  return (messages ?? []).some((message) => /\/slack_file\b/.test(message));
}

function neededOf(data: object): string {
  const needed = "needed" in data ? data.needed : undefined;
  return typeof needed === "string" && /^[a-z:._,-]{1,100}$/.test(needed) ? needed : "unknown";
}

type Named =
  | "away"
  | "unreachable"
  | "badToken"
  | "cannotEdit"
  | "noThread"
  | "badBlocks"
  | "unsure";

/**
 * The error codes of chat.postMessage, chat.postEphemeral, chat.update and conversations.open that mean more
 * than "refused" (each method's reference, "Errors").
 */
const KINDS: ReadonlyMap<string, Named> = new Map([
  ...named("away", [
    "service_unavailable",
    "request_timeout",
    "team_added_to_org",
    "ekm_access_denied",
  ]),
  ...named("unsure", ["internal_error", "fatal_error"]),
  ...named("badToken", [
    "account_inactive",
    "invalid_auth",
    "not_authed",
    "token_revoked",
    "token_expired",
    "org_login_required",
    "team_access_not_granted",
    "access_denied",
  ]),
  ...named("unreachable", [
    "channel_not_found",
    "not_in_channel",
    "is_archived",
    "is_inactive",
    "user_not_found",
    "user_disabled",
    "user_not_visible",
    "cannot_dm_bot",
    "invalid_user_combination",
    "not_enough_users",
    "channel_is_limited_access",
  ]),
  ...named("cannotEdit", [
    "message_not_found",
    "cant_update_message",
    "edit_window_closed",
    "streaming_state_conflict",
  ]),
  ...named("noThread", ["thread_not_found", "invalid_thread_ts", "cannot_reply_to_message"]),
  ...named("badBlocks", ["invalid_blocks_format", "msg_blocks_too_long"]),
]);

function named(kind: Named, codes: readonly string[]): readonly (readonly [string, Named])[] {
  return codes.map((code) => [code, kind]);
}

/** The system's codes for a connection that never came about. */
const NEVER_LEFT: ReadonlySet<string> = new Set([
  "EADDRNOTAVAIL",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETDOWN",
  "ENETUNREACH",
  "ENOTFOUND",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** The code of an error or of what caused it; several attempts on one name are told apart by the first. */
function codeOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined;
  if ("code" in error && typeof error.code === "string" && /^[A-Z][A-Z0-9_]+$/.test(error.code)) {
    return error.code;
  }
  if (error instanceof AggregateError) return codeOf(error.errors[0], depth + 1);
  if (error.name === "TimeoutError") return "TIMEOUT";
  return codeOf(error.cause, depth + 1);
}
