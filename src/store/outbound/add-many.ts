import { inArray } from "drizzle-orm";
import type { Intent } from "../../engine/intent.ts";
import type { Transaction } from "../../engine/terms.ts";
import type { Locale } from "../locale.ts";
import { newId } from "../new-id.ts";
import { people } from "../schema/index.ts";
import type { DataKey } from "../sealing/data-key.ts";
import { sessionOf } from "../session.ts";
import { plainStatement } from "../turns/statement.ts";
import type { Purpose } from "./purposes.ts";
import { type OutboundRow, outboundRows } from "./rows.ts";

/** A message to one of many people. */
export interface PersonalMessage {
  /** Why it is said, such as `reminder:<id>`; never used before. */
  readonly cause: string;
  readonly person: string;
  /** The token that sends it; that of the account used last when not given. */
  readonly installation?: string | undefined;
  /** The language they are spoken to in when they chose none. */
  readonly locale: Locale;
  readonly purpose: Purpose;
  readonly says: (locale: Locale) => Intent;
}

interface Reader {
  readonly key: DataKey;
  readonly locale: Locale | undefined;
}

/**
 * Adds messages to many people in one statement, each in their language and sealed for them; people who were
 * erased get none. Returns how many were added. Throws when a cause was used before.
 */
export async function addPersonalMessages(
  transaction: Transaction,
  messages: readonly PersonalMessage[],
): Promise<number> {
  const readers = await readersOf(transaction, new Set(messages.map(({ person }) => person)));
  const rows = messages.flatMap((message) => {
    const reader = readers.get(message.person);
    return reader ? rowsOf(message, reader) : [];
  });
  const [first] = rows;
  if (!first) return 0;
  // One of them wakes the sender, which then looks for all.
  const announced = [{ lane: first.lane, outbound: first.id ?? "" }];
  const { text, parameters } = plainStatement(
    rows.map(({ lane }) => lane),
    { outbound: rows, announced },
  );
  await sessionOf(transaction).sql.unsafe(text, parameters, { prepare: true });
  return rows.length;
}

async function readersOf(
  transaction: Transaction,
  persons: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Reader>> {
  const { db, keyring } = sessionOf(transaction);
  if (persons.size === 0) return new Map();
  const rows = await db
    .select({ id: people.id, dataKey: people.dataKey, locale: people.locale })
    .from(people)
    .where(inArray(people.id, [...persons]));
  return new Map(
    rows.flatMap(({ id, dataKey, locale }) =>
      dataKey ? [[id, { key: keyring.open(id, dataKey), locale: locale ?? undefined }]] : [],
    ),
  );
}

function rowsOf(
  { cause, person, installation, locale: fallback, purpose, says }: PersonalMessage,
  { key, locale = fallback }: Reader,
): readonly OutboundRow[] {
  const draft = {
    id: newId(),
    to: { kind: "person", person } as const,
    intent: says(locale),
    locale,
    purpose,
  };
  const speaker = { cause, revision: 0, key, person: { id: person }, installation };
  return outboundRows(speaker, [draft]).outbound;
}
