import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { type ConsoleSecrets, sameText } from "../domain/console-access.ts";
import type { Store } from "../store/store.ts";
import type { Visitor } from "./visitor.ts";

/** Reads and writes the cookie of a signed-in browser. */
export interface Sessions {
  /** Who is signed in, with the role they have now. */
  visitor(c: Context): Promise<Visitor | undefined>;
  /** Whether a form was made for this browser's session. */
  proves(c: Context, proof: string): boolean;
  begin(c: Context, secret: string): void;
  end(c: Context): Promise<void>;
}

export interface SessionParts {
  readonly store: Pick<Store, "console">;
  readonly secrets: ConsoleSecrets;
  /** The console is reached over https, so its cookies never travel otherwise. */
  readonly secure: boolean;
}

const TWELVE_HOURS_S = 12 * 60 * 60;

/** How cookies of the console travel: to this site alone, and unread by any script. */
export function cookieOptions(secure: boolean) {
  return { httpOnly: true, secure, sameSite: "Lax", path: "/" } as const;
}

/** A cookie's name; over https one that only this host can have set. */
export function cookieName(name: string, secure: boolean): string {
  return secure ? `__Host-juchang_${name}` : `juchang_${name}`;
}

export function createSessions({ store, secrets, secure }: SessionParts): Sessions {
  const name = cookieName("session", secure);

  const secretOf = (c: Context): string | undefined => {
    const secret = getCookie(c, name);
    return secret !== undefined && secrets.isGenuine(secret) ? secret : undefined;
  };

  return {
    async visitor(c) {
      const secret = secretOf(c);
      if (secret === undefined) return undefined;
      const signedIn = await store.console.session(secrets.kept(secret));
      return signedIn && { ...signedIn, proof: secrets.proof(secret, "form"), at: c.req.path };
    },
    proves(c, proof) {
      const secret = secretOf(c);
      return secret !== undefined && sameText(proof, secrets.proof(secret, "form"));
    },
    begin: (c, secret) =>
      setCookie(c, name, secret, { ...cookieOptions(secure), maxAge: TWELVE_HOURS_S }),
    async end(c) {
      const secret = secretOf(c);
      if (secret !== undefined) await store.console.endSession(secrets.kept(secret));
      deleteCookie(c, name, cookieOptions(secure));
    },
  };
}
