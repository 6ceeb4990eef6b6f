import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Address, Desk, Transaction } from "../engine/terms.ts";
import { inOneStatement } from "./in-one-statement.ts";
import type { Locale } from "./locale.ts";
import { newId } from "./new-id.ts";
import { nameOf } from "./people.ts";
import type { TicketState } from "./schema/desk.ts";
import { ticketMessages, tickets } from "./schema/index.ts";
import { mask } from "./sealing/mask.ts";
import { seal, type Unsealed } from "./sealing/seal.ts";
import { sessionOf } from "./session.ts";
import { base64, jsonRows } from "./storable.ts";
import { keyOf, readerFor } from "./unsealing.ts";

/** A question to hand to a desk. */
export interface NewTicket {
  readonly asker: string;
  /** The asker's display name, to be masked wherever it stands. */
  readonly name: string | undefined;
  readonly desk: Desk;
  readonly suggestedDesk: Desk | undefined;
  readonly locale: Locale;
  readonly question: string;
  readonly public: boolean;
  readonly at: Address;
  readonly messageId: string | undefined;
  readonly contact: string | undefined;
  readonly sourceQuestion: string | undefined;
}

/** Who said it: the one who asked, or the desk. */
export type TicketAuthor = "asker" | "staff";

/** A ticket with its words. */
export interface Ticket {
  readonly id: string;
  readonly code: string;
  readonly state: TicketState;
  readonly desk: Desk;
  readonly asker: string;
  readonly locale: Locale;
  readonly question: Unsealed;
  readonly contact: Unsealed | undefined;
  readonly public: boolean;
  readonly at: Address;
  readonly messageId: string | undefined;
  /** The question it grew out of. */
  readonly sourceQuestion: string | undefined;
  readonly takenBy: string | undefined;
  readonly rating: "up" | "down" | undefined;
  /** ms UTC. */
  readonly createdAt: number;
}

type TicketRow = typeof tickets.$inferSelect;

const INSERT = `
  insert into tickets (id, asker, desk, suggested_desk, locale, masked, sealed, contact_sealed, public, space,
    thread, message_id, source_question)
  select id, asker, desk, suggested_desk, locale, masked, decode(sealed, 'base64'),
    decode(contact_sealed, 'base64'), public, space, thread, message_id, source_question
  from json_to_recordset($1::json) as row(id text, asker text, desk text, suggested_desk text, locale text,
    masked text, sealed text, contact_sealed text, public boolean, space text, thread text, message_id text,
    source_question text, most_waiting integer)
  where (select count(*) from tickets waiting
    where waiting.asker = row.asker and waiting.state in ('open', 'taken')) < row.most_waiting
  returning id, code`;

interface TicketMade {
  readonly id: string;
  readonly code: string;
}

/** One of each asker: of several the limit would not be kept. Those that are one too many come back undefined. */
const insertAll = inOneStatement(async (transaction, rows: readonly { readonly id: string }[]) => {
  const { sql } = sessionOf(transaction);
  const made = await sql.unsafe<TicketMade[]>(INSERT, [jsonRows(rows)], { prepare: true });
  return rows.map(({ id }) => made.find((one) => one.id === id));
});

/** Keeps a new ticket; returns its code, T-1001 and on. Undefined when its asker has so many waiting already. */
export async function insertTicket(
  transaction: Transaction,
  ticket: NewTicket,
  mostWaiting: number,
): Promise<TicketMade | undefined> {
  const key = await keyOfAsker(transaction, ticket.asker);
  const { name, question, contact, at } = ticket;
  const row = {
    id: newId(),
    asker: ticket.asker,
    desk: ticket.desk,
    suggested_desk: ticket.suggestedDesk,
    locale: ticket.locale,
    masked: mask(question, name === undefined ? [] : [name]),
    sealed: base64(seal(key, question)),
    contact_sealed: contact === undefined ? null : base64(seal(key, contact)),
    public: ticket.public,
    space: at.space,
    thread: at.thread,
    message_id: ticket.messageId,
    source_question: ticket.sourceQuestion,
    most_waiting: mostWaiting,
  };
  return insertAll(transaction, row);
}

/** The ticket of that code, locked until the transaction ends. */
export async function lockTicket(
  transaction: Transaction,
  code: string,
): Promise<Ticket | undefined> {
  const [row] = await sessionOf(transaction)
    .db.select()
    .from(tickets)
    .where(eq(tickets.code, code))
    .for("update");
  const [ticket] = await ticketsOf(transaction, row ? [row] : []);
  return ticket;
}

/** The ticket of that code, to look at. */
export async function findTicket(
  transaction: Transaction,
  code: string,
): Promise<Ticket | undefined> {
  const [row] = await sessionOf(transaction)
    .db.select()
    .from(tickets)
    .where(eq(tickets.code, code));
  const [ticket] = await ticketsOf(transaction, row ? [row] : []);
  return ticket;
}

/** Tickets that wait for an answer at these desks, the oldest first. */
export async function waitingTickets(
  transaction: Transaction,
  desks: readonly Desk[],
  limit: number,
): Promise<readonly Ticket[]> {
  const rows = await sessionOf(transaction)
    .db.select()
    .from(tickets)
    .where(and(inArray(tickets.desk, [...desks]), inArray(tickets.state, ["open", "taken"])))
    .orderBy(asc(tickets.createdAt))
    .limit(limit);
  return ticketsOf(transaction, rows);
}

/** A person's tickets, the newest first. */
export async function myTickets(
  transaction: Transaction,
  asker: string,
  limit: number,
): Promise<readonly { readonly code: string; readonly state: TicketState }[]> {
  return sessionOf(transaction)
    .db.select({ code: tickets.code, state: tickets.state })
    .from(tickets)
    .where(eq(tickets.asker, asker))
    .orderBy(desc(tickets.createdAt))
    .limit(limit);
}

/** A ticket's next place on its way; what is left out stays. */
export type TicketMove =
  | { readonly state: "open"; readonly desk?: Desk }
  | { readonly state: "taken"; readonly by: string }
  | { readonly state: "answered" }
  | { readonly state: "closed" };

/** Moves a ticket that the transaction has locked. */
export async function moveTicket(
  transaction: Transaction,
  id: string,
  move: TicketMove,
): Promise<void> {
  await sessionOf(transaction)
    .db.update(tickets)
    .set({ state: move.state, ...columnsOf(move) })
    .where(eq(tickets.id, id));
}

function columnsOf(move: TicketMove) {
  switch (move.state) {
    case "open":
      return {
        takenBy: null,
        takenAt: null,
        closedAt: null,
        ...(move.desk ? { desk: move.desk } : {}),
      };
    case "taken":
      return { takenBy: move.by, takenAt: sql`now()`, closedAt: null };
    case "answered":
      return { answeredAt: sql`now()` };
    case "closed":
      return { closedAt: sql`now()` };
  }
}

/** Keeps what the asker thought of the answer. */
export async function rateTicketRow(
  transaction: Transaction,
  { id, asker }: Pick<Ticket, "id" | "asker">,
  rating: "up" | "down",
  reason: string | undefined,
): Promise<void> {
  const words =
    reason === undefined
      ? {}
      : {
          ratingMasked: mask(reason, await nameOf(transaction, asker)),
          ratingSealed: seal(await keyOfAsker(transaction, asker), reason),
        };
  await sessionOf(transaction)
    .db.update(tickets)
    .set({ rating, ...words })
    .where(eq(tickets.id, id));
}

/** Adds what one side said; sealed for the asker, whose thread it is. */
export async function addTicketMessage(
  transaction: Transaction,
  ticket: Pick<Ticket, "id" | "asker">,
  message: { readonly author: TicketAuthor; readonly person: string; readonly text: string },
): Promise<void> {
  const { author, person, text } = message;
  const key = await keyOfAsker(transaction, ticket.asker);
  await sessionOf(transaction)
    .db.insert(ticketMessages)
    .values({
      ticket: ticket.id,
      author,
      person,
      masked: mask(text, await nameOf(transaction, ticket.asker)),
      sealed: seal(key, text),
    });
}

/** What was said in a ticket after its question, the oldest first. */
export async function ticketThread(
  transaction: Transaction,
  id: string,
): Promise<readonly { author: TicketAuthor; words: Unsealed; at: number }[]> {
  const rows = await sessionOf(transaction)
    .db.select()
    .from(ticketMessages)
    .where(eq(ticketMessages.ticket, id))
    .orderBy(asc(ticketMessages.id));
  const read = await readerFor(
    transaction,
    rows.map(({ sealed }) => sealed),
  );
  return rows.map(({ author, sealed, at }) => ({
    author,
    words: read(sealed) ?? { kind: "erased" },
    at,
  }));
}

async function keyOfAsker(transaction: Transaction, asker: string) {
  const key = await keyOf(transaction, asker);
  if (!key) throw new Error("The asker of this ticket was erased");
  return key;
}

async function ticketsOf(
  transaction: Transaction,
  rows: readonly TicketRow[],
): Promise<readonly Ticket[]> {
  const read = await readerFor(
    transaction,
    rows.map(({ sealed }) => sealed),
  );
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    state: row.state,
    desk: row.desk,
    asker: row.asker,
    locale: row.locale,
    question: read(row.sealed) ?? { kind: "erased" },
    contact: read(row.contactSealed),
    public: row.public,
    at: { space: row.space, thread: row.thread ?? undefined },
    messageId: row.messageId ?? undefined,
    sourceQuestion: row.sourceQuestion ?? undefined,
    takenBy: row.takenBy ?? undefined,
    rating: row.rating ?? undefined,
    createdAt: row.createdAt,
  }));
}
