import { isUtf8 } from "node:buffer";
import { createHash, timingSafeEqual } from "node:crypto";
import { type Intake, IntakeClosed } from "./intake.ts";
import type { AdapterLog } from "./log.ts";
import { envelopeSchema } from "./update.ts";

/** What the webhook needs. */
export interface WebhookServices {
  readonly intake: Intake;
  /** What Telegram was told to send along in `X-Telegram-Bot-Api-Secret-Token`. */
  readonly secret: string;
  /** Where updates are delivered; each installation has a path of its own. */
  readonly path: string;
  readonly log: AdapterLog;
}

/** Where Telegram delivers the environment's installation's updates, below the service's address. */
export const WEBHOOK_PATH = "/telegram";

const SECRET_HEADER = "x-telegram-bot-api-secret-token";

/** An answer to a request; the body is JSON. */
interface Answer {
  readonly status: 200 | 400 | 401 | 503;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const TAKEN: Answer = { status: 200, body: '{"ok":true}' };
/** Telegram carries out the call in it (Bot API, "Making requests when getting updates"): one call less for each tap. */
const answeringTap = (tap: string): Answer => ({
  status: 200,
  body: JSON.stringify({ method: "answerCallbackQuery", callback_query_id: tap }),
});
const UNAUTHORIZED: Answer = { status: 401, body: '{"error":"unauthorized"}' };
const BAD_REQUEST: Answer = { status: 400, body: '{"error":"bad-request"}' };
/** What Telegram honours before it delivers again, seconds. */
const UNAVAILABLE: Answer = {
  status: 503,
  body: '{"error":"unavailable"}',
  headers: { "retry-after": "1" },
};

/** The route Telegram delivers to. */
export interface Webhook {
  readonly path: string;
  /** Refuses who does not know the secret. */
  refusal(header: (name: string) => string | undefined): Answer | undefined;
  answer(body: Uint8Array): Promise<Answer>;
}

/**
 * `POST` on its path: 401 without the secret, 400 for what is no update, 503 when it must be delivered again,
 * and 200 once the update is committed, or had been before.
 */
export function createWebhook({ intake, secret, path, log }: WebhookServices): Webhook {
  const known = digest(secret);
  return {
    path,
    // Digests are as long as each other, whatever was sent, so the time tells nothing.
    refusal: (header) =>
      timingSafeEqual(digest(header(SECRET_HEADER) ?? ""), known) ? undefined : UNAUTHORIZED,
    async answer(body) {
      const update = jsonOf(body);
      if (!envelopeSchema.safeParse(update).success) return BAD_REQUEST;
      try {
        const tap = await intake.takeDelivered(update);
        return tap === undefined ? TAKEN : answeringTap(tap);
      } catch (error) {
        const isExpected = error instanceof IntakeClosed;
        if (!isExpected)
          log.warn({ err: error }, "an update was not taken; Telegram delivers it again");
        return UNAVAILABLE;
      }
    },
  };
}

function jsonOf(body: Uint8Array): unknown {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  try {
    return isUtf8(bytes) ? JSON.parse(bytes.toString()) : undefined;
  } catch {
    return undefined;
  }
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
