import { GrammyError, HttpError } from "grammy/web";

/** Why a call of the Bot API did not do what it should. Reasons are codes, never the platform's words. */
export type Failure =
  /** Too many calls: wait. */
  | { readonly kind: "tooFast"; readonly afterMs: number }
  /** The group goes on under another id. */
  | { readonly kind: "moved"; readonly toPlatformId: string }
  /** The message already is as it should be. */
  | { readonly kind: "notModified" }
  /** The message to delete is not there. */
  | { readonly kind: "gone" }
  /** The message is too old to be deleted. */
  | { readonly kind: "tooOld" }
  /** The message is gone or may not be changed. */
  | { readonly kind: "cannotEdit" }
  | { readonly kind: "noThread" }
  /** The entities or the prompt are not taken; without them the words can still be sent. */
  | { readonly kind: "badForm"; readonly reason: string }
  | { readonly kind: "unreachable"; readonly reason: string }
  /** The token was revoked or never existed. */
  | { readonly kind: "badToken" }
  /** Another receiver takes this bot's updates. */
  | { readonly kind: "conflict"; readonly reason: "webhook" | "poller" }
  | { readonly kind: "refused"; readonly reason: string }
  /** The request never left: it can be made again. */
  | { readonly kind: "notSent"; readonly reason: string }
  /** The request may have been carried out. */
  | { readonly kind: "unsure"; readonly reason: string };

/** Names what a call was rejected with. Anything that is not a refusal of the platform's counts as unsure. */
export function failureOf(error: unknown): Failure {
  if (error instanceof GrammyError) return refusalOf(error);
  const cause = error instanceof HttpError ? error.error : error;
  const code = codeOf(cause);
  return code !== undefined && NEVER_LEFT.has(code)
    ? { kind: "notSent", reason: code }
    : { kind: "unsure", reason: code ?? "no answer" };
}

function refusalOf({ error_code, description, parameters }: GrammyError): Failure {
  const { retry_after, migrate_to_chat_id } = parameters;
  if (error_code === 429) return { kind: "tooFast", afterMs: (retry_after ?? 1) * 1000 };
  if (migrate_to_chat_id !== undefined) {
    return { kind: "moved", toPlatformId: String(migrate_to_chat_id) };
  }
  if (error_code === 401 || error_code === 404) return { kind: "badToken" };
  if (error_code === 409) {
    return { kind: "conflict", reason: /webhook/i.test(description) ? "webhook" : "poller" };
  }
  if (error_code >= 500) return { kind: "unsure", reason: `status ${error_code}` };
  const known = KNOWN.find(([pattern]) => pattern.test(description))?.[1];
  if (known) return known;
  return error_code === 403
    ? { kind: "unreachable", reason: "forbidden" }
    : { kind: "refused", reason: `status ${error_code}` };
}

/** The reason for a file above what bots may fetch. */
export const TOO_BIG = "too big";

const unreachable = (reason: string): Failure => ({ kind: "unreachable", reason });
const refused = (reason: string): Failure => ({ kind: "refused", reason });
const badForm = (reason: string): Failure => ({ kind: "badForm", reason });

/** Descriptions the Bot API server gives (tdlib/telegram-bot-api, Client.cpp and the errors it passes on). */
const KNOWN: readonly (readonly [RegExp, Failure])[] = [
  [/message is not modified/i, { kind: "notModified" }],
  [/message to delete not found/i, { kind: "gone" }],
  [/message can't be deleted/i, { kind: "tooOld" }],
  [
    /message to edit not found|message can't be edited|no (?:text|media) in the message|MESSAGE_ID_INVALID/i,
    { kind: "cannotEdit" },
  ],
  [/message thread not found|TOPIC_(?:CLOSED|DELETED|ID_INVALID)/i, { kind: "noThread" }],
  [/can't parse entities|ENTITY_|ENTITIES_/i, badForm("entities")],
  [/bot was blocked by the user/i, unreachable("blocked")],
  [/can't initiate conversation/i, unreachable("never started")],
  [/user is deactivated|PEER_ID_INVALID|USER_ID_INVALID/i, unreachable("no such account")],
  [/bot was kicked/i, unreachable("kicked")],
  [/bot is not a member/i, unreachable("not a member")],
  [/chat not found|group chat was deactivated|CHANNEL_PRIVATE/i, unreachable("no such chat")],
  [/bots can't send messages to bots|to the bot itself/i, unreachable("a bot")],
  [
    /not enough rights|have no rights|CHAT_WRITE_FORBIDDEN|RIGHT/i,
    refused("no permission to write"),
  ],
  [/message is too long|MESSAGE_TOO_LONG/i, refused("too long")],
  [/message text is empty/i, refused("empty")],
  [/BUTTON_DATA_INVALID/i, refused("button data")],
  [/BUTTON_URL_INVALID|HTTP URL|wrong.*URL/i, refused("button address")],
  [/file is too big/i, refused(TOO_BIG)],
  [/query is too old|QUERY_ID_INVALID/i, refused("tap too old")],
];

/** Codes of the time before a connection stands: no byte of the request has left. */
const NEVER_LEFT: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_PRX_TLS",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** The system's code of an error, or of what caused it; never its message, which may hold the token. */
function codeOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0], depth + 1);
  return codeOf(error.cause, depth + 1);
}
