import { createHmac, timingSafeEqual } from "node:crypto";

/** Requests older, or further in the future, are not taken (Verifying requests from Slack, step 2). */
const WINDOW_SECONDS = 5 * 60;

/** What Slack signs a request with. */
export interface SignedRequest {
  /** The header X-Slack-Request-Timestamp: seconds since 1970. */
  readonly timestamp: string | undefined;
  /** The header X-Slack-Signature: `v0=` and 64 hexadecimal digits. */
  readonly signature: string | undefined;
  /** The body as it came, before anything read it. */
  readonly body: Uint8Array;
}

/** Whether Slack signed this body with our secret within the last five minutes; `nowMs` is UTC. */
export function isGenuine(request: SignedRequest, secret: string, nowMs: number): boolean {
  const { timestamp = "", signature = "", body } = request;
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > WINDOW_SECONDS) return false;
  if (!/^v0=[0-9a-f]{64}$/.test(signature)) return false;
  const given = Buffer.from(signature.slice("v0=".length), "hex");
  return timingSafeEqual(given, sign(timestamp, body, secret));
}

function sign(timestamp: string, body: Uint8Array, secret: string): Buffer {
  return createHmac("sha256", secret).update(`v0:${timestamp}:`).update(body).digest();
}
