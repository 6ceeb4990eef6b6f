import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
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
/** What Telegram honours before it delivers again, seconds. */
const RETRY_AFTER = "1";

/**
 * `POST` on its path: 401 without the secret, 400 for what is no update, 503 when it must be delivered again,
 * and 200 once the update is committed, or had been before.
 */
export function createWebhook({ intake, secret, path, log }: WebhookServices): Hono {
  const app = new Hono();
  app.post(path, async (c) => {
    if (!sameSecret(c.req.header(SECRET_HEADER) ?? "", secret)) {
      return c.json({ error: "unauthorized" }, 401);
    }
    const update = await jsonOf(c.req.raw);
    if (!envelopeSchema.safeParse(update).success) return c.json({ error: "bad-request" }, 400);
    try {
      await intake.take(update);
      return c.json({ ok: true });
    } catch (error) {
      const isExpected = error instanceof IntakeClosed;
      if (!isExpected)
        log.warn({ err: error }, "an update was not taken; Telegram delivers it again");
      return c.json({ error: "unavailable" }, 503, { "retry-after": RETRY_AFTER });
    }
  });
  return app;
}

async function jsonOf(request: Request): Promise<unknown> {
  const bytes = await request.arrayBuffer();
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Digests are as long as each other, whatever was sent, so the time tells nothing. */
function sameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
