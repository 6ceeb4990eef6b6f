import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Platform } from "../engine/adapter.ts";
import type { Transaction } from "../engine/terms.ts";
import { OPERATOR } from "./audit.ts";
import type { Locale } from "./locale.ts";
import { newId } from "./new-id.ts";
import { isPlaygroundInstallation } from "./playground-installation.ts";
import { accounts, consents, installations, people } from "./schema/index.ts";
import type { Unsealed } from "./sealing/seal.ts";
import { sessionOf } from "./session.ts";
import { storable } from "./storable.ts";
import { readerFor } from "./unsealing.ts";

/** The person an account belongs to. */
export async function personOfAccount(
  transaction: Transaction,
  installation: string,
  platformId: string,
): Promise<string | undefined> {
  const [row] = await sessionOf(transaction)
    .db.select({ person: accounts.person })
    .from(accounts)
    .where(
      and(eq(accounts.installation, installation), eq(accounts.platformId, storable(platformId))),
    );
  return row?.person;
}

/** An account and whose it is. */
export interface NamedAccount {
  readonly person: string;
  readonly installation: string;
  readonly platformId: string;
}

/**
 * The accounts that operators mean: by the platform's id, on Slack by `<team>/<user>`. Several when several of
 * our installations know that id.
 */
export async function accountsNamed(
  transaction: Transaction,
  platform: Platform,
  account: string,
): Promise<readonly NamedAccount[]> {
  const whole =
    platform === "slack"
      ? sql<string>`${installations.platformId} || '/' || ${accounts.platformId}`
      : accounts.platformId;
  return sessionOf(transaction)
    .db.select({
      person: accounts.person,
      installation: accounts.installation,
      platformId: accounts.platformId,
    })
    .from(accounts)
    .innerJoin(installations, eq(installations.id, accounts.installation))
    .where(and(eq(installations.platform, platform), sql`${whole} = ${account}`));
}

/** The person behind an account as staff name it; undefined when the bot does not know them, or several bots do. */
export async function personNamed(
  transaction: Transaction,
  platform: Platform,
  team: string | undefined,
  account: string,
): Promise<string | undefined> {
  const rows = await sessionOf(transaction)
    .db.selectDistinct({ person: accounts.person })
    .from(accounts)
    .innerJoin(installations, eq(installations.id, accounts.installation))
    .where(
      and(
        eq(installations.platform, platform),
        team === undefined ? undefined : eq(installations.platformId, team),
        eq(accounts.platformId, storable(account)),
      ),
    );
  return rows.length === 1 ? rows[0]?.person : undefined;
}

/** The person an account belongs to, also before they have ever written: both are made when new. */
export async function ensureAccount(
  transaction: Transaction,
  installation: string,
  platformId: string,
): Promise<string> {
  const known = await personOfAccount(transaction, installation, platformId);
  if (known !== undefined) return known;
  const person = await addStranger(transaction);
  await sessionOf(transaction)
    .db.insert(accounts)
    .values({ id: newId(), person, installation, platformId: storable(platformId) });
  return person;
}

/** Makes the one at the command line a person like others, without an account on any platform. */
export async function ensureOperator(transaction: Transaction): Promise<void> {
  const { db, keyring } = sessionOf(transaction);
  const { wrapped, masterKey } = keyring.create(OPERATOR);
  await db
    .insert(people)
    .values({ id: OPERATOR, dataKey: wrapped, masterKey })
    .onConflictDoNothing();
}

/** A person without any account, such as somebody who came to the door; returns their id. */
export async function addStranger(transaction: Transaction): Promise<string> {
  const { db, keyring } = sessionOf(transaction);
  const id = newId();
  const { wrapped, masterKey } = keyring.create(id);
  await db.insert(people).values({ id, dataKey: wrapped, masterKey });
  return id;
}

/** How to speak to and of a person. */
export interface PersonDescription {
  /** Display name, from the account used last; undefined when no platform gave one. */
  readonly name: Unsealed | undefined;
  /** The language they chose. */
  readonly locale: Locale | undefined;
  /** The platform's language tag. */
  readonly localeTag: string | undefined;
  /** They exist in the playground only: so do their rights. */
  readonly playground: boolean;
}

/** What is known of a person; undefined when there is no such person or they were erased. */
export async function describePerson(
  transaction: Transaction,
  id: string,
): Promise<PersonDescription | undefined> {
  const rows = await sessionOf(transaction)
    .db.select({
      locale: people.locale,
      dataKey: people.dataKey,
      name: accounts.nameSealed,
      localeTag: accounts.localeTag,
      platform: installations.platform,
      platformId: installations.platformId,
    })
    .from(people)
    .leftJoin(accounts, eq(accounts.person, people.id))
    .leftJoin(installations, eq(installations.id, accounts.installation))
    .where(eq(people.id, id))
    .orderBy(accounts.lastSeenAt);
  const row = rows.at(-1);
  if (!row?.dataKey) return undefined;
  const read = await readerFor(transaction, [row.name]);
  return {
    name: read(row.name),
    locale: row.locale ?? undefined,
    localeTag: row.localeTag ?? undefined,
    playground: rows.some(isPlaygroundInstallation),
  };
}

/** The name a person goes by, as what to mask in words about them; none when no platform gave one. */
export async function nameOf(transaction: Transaction, person: string): Promise<readonly string[]> {
  const described = await describePerson(transaction, person);
  return described?.name?.kind === "unsealed" ? [described.name.value] : [];
}

/** Remembers the language a person chose. */
export async function setPersonLocale(
  transaction: Transaction,
  person: string,
  locale: Locale,
): Promise<void> {
  await sessionOf(transaction).db.update(people).set({ locale }).where(eq(people.id, person));
}

/** Whether a person's consent to a purpose, in this version of its text, stands. */
export async function hasConsent(
  transaction: Transaction,
  person: string,
  purpose: string,
  textVersion: number,
): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.select({ withdrawnAt: consents.withdrawnAt })
    .from(consents)
    .where(
      and(
        eq(consents.person, person),
        eq(consents.purpose, purpose),
        eq(consents.textVersion, textVersion),
      ),
    );
  return rows.some(({ withdrawnAt }) => withdrawnAt === null);
}

/** A consent that was given and not taken back. */
export interface Consent {
  readonly purpose: string;
  readonly textVersion: number;
  /** ms UTC. */
  readonly givenAt: number;
}

/** The consents of a person that stand: of each purpose the newest. */
export async function standingConsents(
  transaction: Transaction,
  person: string,
): Promise<readonly Consent[]> {
  const rows = await sessionOf(transaction)
    .db.select({
      purpose: consents.purpose,
      textVersion: consents.textVersion,
      givenAt: consents.givenAt,
    })
    .from(consents)
    .where(and(eq(consents.person, person), isNull(consents.withdrawnAt)))
    .orderBy(asc(consents.id));
  return [...new Map(rows.map((row) => [row.purpose, row])).values()];
}

/** Takes back every consent to a purpose, whatever its version; false when none stood. */
export async function withdrawConsent(
  transaction: Transaction,
  person: string,
  purpose: string,
): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.update(consents)
    .set({ withdrawnAt: sql`now()` })
    .where(
      and(eq(consents.person, person), eq(consents.purpose, purpose), isNull(consents.withdrawnAt)),
    )
    .returning({ id: consents.id });
  return rows.length > 0;
}

/** The accounts of a person with the platforms they are on, the one used last first. */
export async function accountsOf(
  transaction: Transaction,
  person: string,
): Promise<readonly { readonly platform: Platform; readonly nameMasked: string | null }[]> {
  return sessionOf(transaction)
    .db.select({ platform: installations.platform, nameMasked: accounts.nameMasked })
    .from(accounts)
    .innerJoin(installations, eq(installations.id, accounts.installation))
    .where(eq(accounts.person, person))
    .orderBy(desc(accounts.lastSeenAt));
}

/** A person and everybody who turned out to be the same one. */
export async function everyoneIn(
  transaction: Transaction,
  person: string,
): Promise<readonly string[]> {
  const rows = await sessionOf(transaction).sql.unsafe<{ id: string }[]>(
    `with recursive everyone as (
      select id from people where id = $1
      union select people.id from people join everyone on people.merged_into = everyone.id)
    select id from everyone order by id collate "C"`,
    [person],
  );
  return rows.map(({ id }) => id);
}

/** How staff would name these people: one account each, such as `telegram:123`. */
export async function accountNames(
  transaction: Transaction,
  persons: readonly string[],
): Promise<readonly string[]> {
  if (persons.length === 0) return [];
  const rows = await sessionOf(transaction)
    .db.select({
      person: accounts.person,
      platform: installations.platform,
      team: installations.platformId,
      account: accounts.platformId,
    })
    .from(accounts)
    .innerJoin(installations, eq(installations.id, accounts.installation))
    .where(inArray(accounts.person, [...persons]))
    .orderBy(accounts.lastSeenAt);
  const names = new Map(
    rows.map(({ person, platform, team, account }) => [
      person,
      platform === "slack" ? `slack:${team}/${account}` : `${platform}:${account}`,
    ]),
  );
  return persons.flatMap((person) => names.get(person) ?? []);
}

/** Whether a person can be written to at all. */
export async function hasAccount(transaction: Transaction, person: string): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.person, person))
    .limit(1);
  return rows.length > 0;
}
