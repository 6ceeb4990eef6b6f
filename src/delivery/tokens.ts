import { createHmac, hkdfSync } from "node:crypto";
import type { Action } from "../engine/intent.ts";
import { decodeToken, encodeToken, type Mac } from "../engine/token.ts";

/** Makes and reads the tokens behind buttons. */
export interface Tokens {
  encode(action: Action): string | undefined;
  /** The action of a token; undefined when no key of ours made it. */
  decode(token: string): Action | undefined;
}

/** Tokens under keys derived from the master keys: the newest makes them, every one still reads them. */
export function createTokens(masterKeys: readonly Uint8Array[]): Tokens {
  const macs = masterKeys.map(macOf);
  const [newest] = macs;
  if (!newest) throw new Error("Tokens need at least one master key");
  return {
    encode: (action) => encodeToken(action, newest),
    decode: (token) => {
      for (const mac of macs) {
        const action = decodeToken(token, mac);
        if (action) return action;
      }
      return undefined;
    },
  };
}

function macOf(masterKey: Uint8Array): Mac {
  const key = new Uint8Array(hkdfSync("sha256", masterKey, "", "juchang button tokens", 32));
  return (text) => createHmac("sha256", key).update(text).digest("base64url");
}
