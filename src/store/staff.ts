import { and, arrayContains, eq, inArray, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { Platform } from "../engine/adapter.ts";
import type { Desk, Role, Transaction } from "../engine/terms.ts";
import { inOneStatement } from "./in-one-statement.ts";
import type { Locale } from "./locale.ts";
import { IN_PLAYGROUND, PUBLIC_CHAT } from "./playground-installation.ts";
import { accounts, installations, people, staff } from "./schema/index.ts";
import { sessionOf } from "./session.ts";
import { jsonRows } from "./storable.ts";

/** What a person may do for the service. */
export interface Position {
  readonly role: Role;
  readonly desks: readonly Desk[];
}

/** A person's position; undefined when they are not staff. */
export async function positionOf(
  transaction: Transaction,
  person: string,
): Promise<Position | undefined> {
  const [row] = await sessionOf(transaction)
    .db.select({ role: staff.role, desks: staff.desks })
    .from(staff)
    .where(eq(staff.person, person));
  return row;
}

/** Gives a person a position, or takes it away when undefined. */
export async function setPosition(
  transaction: Transaction,
  person: string,
  position: Position | undefined,
): Promise<void> {
  const { db } = sessionOf(transaction);
  if (!position) {
    await db.delete(staff).where(eq(staff.person, person));
    return;
  }
  const values = { role: position.role, desks: [...position.desks] };
  await db
    .insert(staff)
    .values({ person, ...values })
    .onConflictDoUpdate({ target: staff.person, set: { ...values, changedAt: sql`now()` } });
}

/** A member of staff to be told of something. */
export interface StaffContact {
  readonly person: string;
  readonly locale: Locale | undefined;
  readonly localeTag: string | undefined;
}

/** Whoever works at a desk, whatever their role; viewers only look on. */
export function staffOfDesk(
  transaction: Transaction,
  desk: Desk,
  playground: boolean,
): Promise<readonly StaffContact[]> {
  const works = and(arrayContains(staff.desks, [desk]), ne(staff.role, "viewer"));
  return contacts(transaction, works, playground);
}

/** Those who see to what no desk has anybody for. */
export function operators(
  transaction: Transaction,
  playground: boolean,
): Promise<readonly StaffContact[]> {
  return contacts(transaction, inArray(staff.role, ["operator", "admin"]), playground);
}

/** Whoever signs in from the command line alone cannot be written to. */
const HAS_ACCOUNT = sql`exists (select from accounts where accounts.person = ${staff.person})`;

/** Staff of the playground hear only of the playground, and others only of everything else. */
async function contacts(
  transaction: Transaction,
  which: SQL | undefined,
  playground: boolean,
): Promise<readonly StaffContact[]> {
  const plays = sql`exists (select from accounts join installations
    on installations.id = accounts.installation
    where accounts.person = ${staff.person} and ${IN_PLAYGROUND})`;
  const tag = sql<string | null>`(select accounts.locale_tag from accounts
    where accounts.person = ${staff.person} order by accounts.last_seen_at desc limit 1)`;
  const rows = await sessionOf(transaction)
    .db.select({ person: staff.person, locale: people.locale, localeTag: tag })
    .from(staff)
    .innerJoin(people, eq(people.id, staff.person))
    .where(and(which, isNull(people.erasedAt), HAS_ACCOUNT, sql`${plays} = ${playground}`))
    .orderBy(people.createdAt, people.id);
  return rows.map(({ person, locale, localeTag }) => ({
    person,
    locale: locale ?? undefined,
    localeTag: localeTag ?? undefined,
  }));
}

/** Who may be told of something that happened in a space. */
export interface StaffAround {
  /** The longest-serving first. */
  readonly staff: readonly (StaffContact & Position)[];
  /** The oldest space that carries the tag. */
  readonly tagged: string | undefined;
}

/** Somebody without an account is neither of the playground nor of anything else: the comparison is null. */
const AROUND = `
  select around.at, staff.person, staff.role, array_to_json(staff.desks) as desks, people.locale,
    (select locale_tag from accounts where person = staff.person
      order by last_seen_at desc limit 1) as locale_tag,
    (select spaces.id from spaces join installations on installations.id = spaces.installation
      where spaces.tags <> '{}' and spaces.tags @> array[around.tag]
        and (installations.platform = 'web' and installations.platform_id <> $2) = around.plays
      order by spaces.created_at, spaces.id limit 1) as tagged
  from (
    select row.at, row.tag, (
      select coalesce(bool_or(platform = 'web' and platform_id <> $2), false)
      from installations where id = (select installation from spaces where id = row.space)) as plays
    from json_to_recordset($1::json) as row(at integer, space text, tag text)
  ) as around
  left join (staff join people on people.id = staff.person and people.erased_at is null)
    on around.plays = (select bool_or(installations.platform = 'web' and installations.platform_id <> $2)
      from accounts join installations on installations.id = accounts.installation
      where accounts.person = staff.person)
  order by people.created_at, people.id`;

interface AroundRow {
  readonly at: number;
  readonly person: string | null;
  readonly role: Role;
  readonly desks: Desk[];
  readonly locale: Locale | null;
  readonly locale_tag: string | null;
  readonly tagged: string | null;
}

const lookAround = inOneStatement(
  async (transaction, asked: readonly { readonly space: string; readonly tag: string }[]) => {
    const { sql } = sessionOf(transaction);
    const wanted = jsonRows(asked.map((one, at) => ({ at, ...one })));
    const rows = await sql.unsafe<AroundRow[]>(AROUND, [wanted, PUBLIC_CHAT], { prepare: true });
    return asked.map((_, index) => rows.filter(({ at }) => at === index));
  },
);

/**
 * All staff who can be written to, and the space of that tag, in one statement: of the playground when the space
 * is of it, and of everything else when it is not.
 */
export async function staffAround(
  transaction: Transaction,
  space: string,
  tag: string,
): Promise<StaffAround> {
  const rows = await lookAround(transaction, { space, tag });
  return {
    staff: rows.flatMap(({ person, role, desks, locale, locale_tag }) =>
      person === null
        ? []
        : [
            {
              person,
              role,
              desks,
              locale: locale ?? undefined,
              localeTag: locale_tag ?? undefined,
            },
          ],
    ),
    tagged: rows[0]?.tagged ?? undefined,
  };
}

/** A member of staff and the account they are known by; the one at the command line has none. */
export interface StaffMember extends Position {
  readonly person: string;
  readonly platform: Platform | undefined;
  /** The platform's id of the installation and of the account. */
  readonly installation: string | undefined;
  readonly account: string | undefined;
}

/** Everybody with a role, the longest-serving first; a row for each account. */
export async function listStaff(transaction: Transaction): Promise<readonly StaffMember[]> {
  const rows = await sessionOf(transaction)
    .db.select({
      person: staff.person,
      role: staff.role,
      desks: staff.desks,
      platform: installations.platform,
      installation: installations.platformId,
      account: accounts.platformId,
    })
    .from(staff)
    .innerJoin(people, eq(people.id, staff.person))
    .leftJoin(accounts, eq(accounts.person, staff.person))
    .leftJoin(installations, eq(installations.id, accounts.installation))
    .orderBy(people.createdAt, people.id);
  return rows.map(({ platform, installation, account, ...row }) => ({
    ...row,
    platform: platform ?? undefined,
    installation: installation ?? undefined,
    account: account ?? undefined,
  }));
}
