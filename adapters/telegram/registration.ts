import type { Client, Outcome } from "./client.ts";
import { ALLOWED_UPDATES } from "./update.ts";
import { WEBHOOK_PATH } from "./webhook.ts";

/** How updates come in: Telegram delivers them, or we fetch them. */
export type Way =
  | {
      readonly kind: "webhook";
      readonly secret: string;
      /** Without one the operator registers the webhook. */
      readonly publicUrl: string | undefined;
      /** Where it is mounted, such as `/telegram`. */
      readonly path: string;
    }
  | { readonly kind: "polling" };

/** What decides about the way. */
export interface WaySettings {
  /** Set: updates come by webhook, and carry it. Not set: they are fetched. */
  readonly webhookSecret: string | undefined;
  /** Where the service is reached from outside, without a slash at its end. */
  readonly publicUrl: string | undefined;
  /** Where updates are delivered, below the service's address; `/telegram` when not given. */
  readonly webhookPath?: string | undefined;
}

/** The way the settings ask for. */
export function wayOf({ webhookSecret, publicUrl, webhookPath = WEBHOOK_PATH }: WaySettings): Way {
  return webhookSecret === undefined
    ? { kind: "polling" }
    : { kind: "webhook", secret: webhookSecret, publicUrl, path: webhookPath };
}

/** The address Telegram delivers to; undefined when it is not ours to say. */
export function webhookAddress(way: Way): string | undefined {
  if (way.kind === "polling" || way.publicUrl === undefined) return undefined;
  return `${way.publicUrl}${way.path}`;
}

const CONNECTIONS = 40;

/**
 * Tells Telegram which way is used, so that the two can be switched by configuration alone. Updates that wait
 * are kept. The webhook is set at every start: whether its secret is still the same cannot be read.
 */
export async function registerWay(client: Client, way: Way): Promise<Outcome<unknown>> {
  const url = webhookAddress(way);
  if (way.kind === "webhook") {
    if (url === undefined) return { ok: true, result: undefined };
    return client.call((api, signal) =>
      api.setWebhook(
        {
          url,
          secret_token: way.secret,
          allowed_updates: [...ALLOWED_UPDATES],
          max_connections: CONNECTIONS,
        },
        signal,
      ),
    );
  }
  const info = await client.call((api, signal) => api.getWebhookInfo(signal));
  if (!info.ok || !info.result.url) return info;
  return client.call((api, signal) => api.deleteWebhook({ drop_pending_updates: false }, signal));
}
