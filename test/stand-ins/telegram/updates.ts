import { z } from "zod";
import { ApiError } from "./api-error.ts";

/** An update on its way to the bot. */
export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

interface Webhook {
  readonly url: string;
  readonly secret: string | undefined;
  readonly allowed: readonly string[] | undefined;
}

/** How webhook deliveries behave; times in ms. */
export interface WebhookManner {
  /** The wait before the second retry; it doubles from there. The first retry comes at once. */
  readonly retryMs: number;
  /** The longest wait before a retry; a minute when not given. */
  readonly longestRetryMs?: number;
  /** How often each update is delivered although it was acknowledged. */
  readonly times: number;
  /** A chat's updates do not wait for each other's acknowledgement, as Telegram's taps and messages don't. */
  readonly unordered?: boolean;
}

const LONGEST_RETRY_MS = 60_000;

/** Updates that wait, and both ways to the bot. */
export interface Updates {
  push(chat: number, kind: string, body: unknown): Update;
  getUpdates(
    offset: number | undefined,
    limit: number,
    timeoutSeconds: number,
    allowed: readonly string[] | undefined,
  ): Promise<readonly Update[]>;
  setWebhook(webhook: Webhook | undefined): void;
  info(): object;
  /** Statuses the bot's webhook answered with, in order. */
  readonly answers: number[];
  manner: WebhookManner;
  pending(): number;
  stop(): Promise<void>;
}

/** Carries out a call that came along with an acknowledgement; nobody learns what became of it. */
type CarryOut = (method: string, parameters: Readonly<Record<string, unknown>>) => Promise<void>;

const replySchema = z.looseObject({ method: z.string() });

export function createUpdates(carryOut: CarryOut): Updates {
  let lastId = 5_000;
  let waiting: { readonly chat: number; readonly update: Update }[] = [];
  let webhook: Webhook | undefined;
  let lastError: string | undefined;
  let poller: { end: (reason: "replaced" | "news") => void } | undefined;
  let isStopped = false;
  const answers: number[] = [];
  /** One queue per chat, in order. */
  const queues = new Map<number, Promise<void>>();

  const isAllowed = (kind: string, allowed: readonly string[] | undefined) =>
    allowed === undefined || allowed.length === 0 || allowed.includes(kind);

  /** Anything but a call is ignored, as Telegram does. */
  async function carryOutReply(text: string): Promise<void> {
    const { data } = replySchema.safeParse(text === "" ? undefined : JSON.parse(text));
    if (!data) return;
    const { method, ...parameters } = data;
    await carryOut(method, parameters);
  }

  async function post(target: Webhook, update: Update): Promise<number> {
    try {
      const headers: Record<string, string> = { "content-type": "application/json" };
      if (target.secret !== undefined) headers["x-telegram-bot-api-secret-token"] = target.secret;
      const response = await fetch(target.url, {
        method: "POST",
        headers,
        body: JSON.stringify(update),
        redirect: "manual",
        signal: AbortSignal.timeout(60_000),
      });
      const text = await response.text();
      if (response.ok) await carryOutReply(text);
      return response.status;
    } catch {
      return 0;
    }
  }

  /** False when the webhook was taken away before it took the update. */
  async function deliver(update: Update): Promise<boolean> {
    for (let tries = 0; !isStopped && webhook; tries++) {
      const status = await post(webhook, update);
      answers.push(status);
      if (status >= 200 && status < 300) return true;
      lastError = `Wrong response from the webhook: ${status}`;
      const { retryMs, longestRetryMs = LONGEST_RETRY_MS } = updates.manner;
      await sleep(tries === 0 ? 0 : Math.min(longestRetryMs, retryMs * 2 ** (tries - 1)));
    }
    return false;
  }

  function deliverLater(chat: number, update: Update): void {
    const before = queues.get(chat) ?? Promise.resolve();
    const start = updates.manner.unordered ? Promise.resolve() : before;
    const work = start.then(async () => {
      for (let time = 0; time < updates.manner.times; time++) {
        if (!(await deliver(update))) return poller?.end("news");
      }
      waiting = waiting.filter((one) => one.update !== update);
    });
    queues.set(
      chat,
      Promise.all([before, work]).then(() => undefined),
    );
  }

  const updates: Updates = {
    answers,
    manner: { retryMs: 40, times: 1 },
    push(chat, kind, body) {
      lastId += 1;
      const update: Update = { update_id: lastId, [kind]: body };
      waiting.push({ chat, update });
      if (webhook) {
        if (isAllowed(kind, webhook.allowed)) deliverLater(chat, update);
      } else poller?.end("news");
      return update;
    },
    async getUpdates(offset, limit, timeoutSeconds, allowed) {
      if (webhook) {
        throw new ApiError(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      poller?.end("replaced");
      if (offset !== undefined) {
        waiting = waiting.filter(({ update }) => update.update_id >= offset);
      }
      const found = () =>
        waiting
          .map(({ update }) => update)
          .filter((update) => isAllowed(Object.keys(update)[1] ?? "", allowed))
          .slice(0, limit);
      if (found().length > 0 || timeoutSeconds === 0) return found();
      const why = await new Promise<"replaced" | "news" | "time">((resolve) => {
        const timer = setTimeout(() => resolve("time"), timeoutSeconds * 1000);
        poller = {
          end: (reason) => {
            clearTimeout(timer);
            poller = undefined;
            resolve(reason);
          },
        };
      });
      if (why === "replaced") {
        throw new ApiError(
          409,
          "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        );
      }
      return found();
    },
    setWebhook(next) {
      webhook = next;
      if (next) for (const { chat, update } of [...waiting]) deliverLater(chat, update);
    },
    info: () => ({
      url: webhook?.url ?? "",
      has_custom_certificate: false,
      pending_update_count: waiting.length,
      ...(lastError === undefined ? {} : { last_error_message: lastError, last_error_date: 1 }),
      ...(webhook?.allowed ? { allowed_updates: webhook.allowed } : {}),
    }),
    pending: () => waiting.length,
    async stop() {
      isStopped = true;
      webhook = undefined;
      poller?.end("news");
      await Promise.all(queues.values());
    },
  };
  return updates;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
