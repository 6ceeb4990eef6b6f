import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Whoever has the chat page open: nobody knows who they are, and their browser shows it is them again. */
export interface Visitors {
  /** A visitor never seen before, and what their browser is to keep. */
  create(): { readonly visitor: string; readonly cookie: string };
  /** Whose browser it is; undefined when what it keeps was not made here. */
  read(cookie: string | undefined): string | undefined;
}

/** `v-` and 22 characters: 128 random bits. */
const COOKIE = /^(v-[A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;
const SECRET_CHARS = 32;

/** Visitors signed with a secret of at least 32 characters, the same in every process. */
export function createVisitors(secret: string): Visitors {
  if (secret.length < SECRET_CHARS) {
    throw new Error(`The public chat's secret needs ${SECRET_CHARS} characters or more`);
  }
  const sign = (visitor: string) =>
    createHmac("sha256", secret).update(`visitor ${visitor}`).digest();
  return {
    create() {
      const visitor = `v-${randomBytes(16).toString("base64url")}`;
      return { visitor, cookie: `${visitor}.${sign(visitor).toString("base64url")}` };
    },
    read(cookie) {
      const [, visitor = "", signature = ""] = COOKIE.exec(cookie ?? "") ?? [];
      const given = Buffer.from(signature, "base64url");
      const own = sign(visitor);
      return given.length === own.length && timingSafeEqual(given, own) ? visitor : undefined;
    },
  };
}

const SPACE = "visitor:";

/** The platform id of a visitor's chat with the bot. */
export function spaceOf(visitor: string): string {
  return `${SPACE}${visitor}`;
}

/** Whose chat it is; undefined for a chat of the playground. */
export function visitorOf(space: string): string | undefined {
  return space.startsWith(SPACE) ? space.slice(SPACE.length) : undefined;
}
