import { randomBytes } from "node:crypto";
import type { Transaction } from "../engine/terms.ts";
import { addAudit } from "../store/audit.ts";
import { addLink, takeLink } from "../store/console/links.ts";
import { openSession } from "../store/console/sessions.ts";
import type { KeyedHash } from "../store/sealing/keyring.ts";
import { permitted } from "./permissions.ts";

/** How long a link to the console can be used. */
export const LINK_MINUTES = 5;

/**
 * Secrets of the console: links and sessions. Each carries a digest of its own, so that a made-up one costs no
 * look-up; the database keeps only another digest, with which nobody can sign in.
 */
export interface ConsoleSecrets {
  make(): string;
  isGenuine(secret: string): boolean;
  /** What the database keeps of it. */
  kept(secret: string): string;
  /** A proof that a form was made for the holder of a secret. */
  proof(secret: string, purpose: string): string;
}

const BYTES = 24;
const ID_CHARS = 32;
const MAC_CHARS = 22;
const FORM = /^[A-Za-z0-9_-]{54}$/;

/** Secrets under one keyed hash, the same in every process. */
export function createConsoleSecrets(hash: KeyedHash): ConsoleSecrets {
  const macOf = (id: string) => hash(`genuine ${id}`).slice(0, MAC_CHARS);
  return {
    make() {
      const id = randomBytes(BYTES).toString("base64url");
      return `${id}${macOf(id)}`;
    },
    isGenuine: (secret) =>
      FORM.test(secret) && sameText(secret.slice(ID_CHARS), macOf(secret.slice(0, ID_CHARS))),
    kept: (secret) => hash(`kept ${secret}`),
    proof: (secret, purpose) => hash(`proof ${purpose} ${secret}`),
  };
}

/** Equality whose time does not depend on where two texts differ. */
export function sameText(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let index = 0; index < one.length; index++) {
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  }
  return difference === 0;
}

/** A new link's secret for a member of staff; undefined for everybody else. */
export async function makeLink(
  transaction: Transaction,
  secrets: ConsoleSecrets,
  person: string,
): Promise<string | undefined> {
  if (!(await permitted(transaction, person, "console.look"))) return undefined;
  const secret = secrets.make();
  await addLink(transaction, { kept: secrets.kept(secret), person, minutes: LINK_MINUTES });
  await addAudit(transaction, { who: person, what: "console.link_made", onWhat: person });
  return secret;
}

/** Uses a link up and opens a session; undefined when the link was used, is too old, or its owner has no role. */
export async function signIn(
  transaction: Transaction,
  secrets: ConsoleSecrets,
  link: string,
): Promise<string | undefined> {
  const person = await takeLink(transaction, secrets.kept(link));
  if (person === undefined) return undefined;
  if (!(await permitted(transaction, person, "console.look"))) return undefined;
  const session = secrets.make();
  await openSession(transaction, secrets.kept(session), person);
  await addAudit(transaction, { who: person, what: "console.signed_in", onWhat: person });
  return session;
}
