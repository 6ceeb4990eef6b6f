import { createHmac } from "node:crypto";
import type { CodeSender } from "./domain/cases/send-codes.ts";
import type { OutgoingFetch } from "./outgoing-fetch.ts";

const TIMEOUT_MS = 5_000;

/** Where codes are handed over, and what our calls are signed with. */
export interface SmsWebhook {
  readonly address: string;
  readonly secret: string;
}

/**
 * Hands codes to the operator's own gateway, described in docs/cases.md: one signed call each. What it
 * answers decides: 2xx is sent, 408, 429 and 5xx are later, all else is refused.
 */
export function smsWebhook(
  { address, secret }: SmsWebhook,
  request: OutgoingFetch,
  now: () => number = Date.now,
): CodeSender {
  return {
    async send({ id, phone, code, expiresAt }) {
      const body = JSON.stringify({
        id,
        phone,
        code,
        expiresAt: new Date(expiresAt).toISOString(),
      });
      const at = Math.floor(now() / 1000);
      const signature = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
      try {
        const { status, ok } = await request(address, {
          method: "POST",
          redirect: "error",
          headers: {
            "content-type": "application/json",
            "juchang-signature": `t=${at},v1=${signature}`,
          },
          body,
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        if (ok) return "sent";
        return status === 408 || status === 429 || status >= 500 ? "later" : "refused";
      } catch {
        // It may hold the address and what was sent; whoever reads the log is told the count.
        return "later";
      }
    },
  };
}
