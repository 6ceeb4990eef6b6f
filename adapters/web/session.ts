import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Member } from "./members.ts";

const LIFETIME_MS = 12 * 60 * 60 * 1000;
const SECRET_CHARS = 32;
const TOKEN = /^([a-z0-9-]{1,64}\.[a-z0-9]{1,12}\.[A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{43})$/;

/** A browser speaking as one member, until a time (ms UTC). */
export interface Session {
  readonly member: Member;
  readonly expiresAt: number;
}

/** Makes and checks the tokens that bind a connection to one member. */
export interface Sessions {
  open(member: Member): { readonly token: string; readonly expiresAt: number };
  /** Undefined when the token is forged, expired or of someone unknown. */
  read(token: string): Session | undefined;
}

/** Sessions signed with a secret of at least 32 characters, good for 12 hours. */
export function createSessions(
  secret: string,
  members: readonly Member[],
  now: () => number,
): Sessions {
  if (secret.length < SECRET_CHARS) {
    throw new Error(`The playground's secret needs ${SECRET_CHARS} characters or more`);
  }
  const sign = (payload: string) =>
    createHmac("sha256", secret).update(payload).digest("base64url");
  return {
    open(member) {
      const expiresAt = now() + LIFETIME_MS;
      const nonce = randomBytes(12).toString("base64url");
      const payload = `${member.id}.${expiresAt.toString(36)}.${nonce}`;
      return { token: `${payload}.${sign(payload)}`, expiresAt };
    },
    read(token) {
      const [, payload = "", signature = ""] = TOKEN.exec(token) ?? [];
      if (!timingSafeEqual(digest(signature), digest(sign(payload)))) return undefined;
      const [id, expiry = ""] = payload.split(".");
      const member = members.find((candidate) => candidate.id === id);
      const expiresAt = Number.parseInt(expiry, 36);
      return member && expiresAt > now() ? { member, expiresAt } : undefined;
    },
  };
}

// Equal lengths for the comparison, whatever was sent.
function digest(text: string): Buffer {
  return createHmac("sha256", "compare").update(text).digest();
}
