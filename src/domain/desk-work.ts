import type { EffectResult } from "../engine/command.ts";
import type { Desk, Transaction } from "../engine/terms.ts";
import type { Locale } from "../i18n/locale.ts";
import { describePerson } from "../store/people.ts";
import { holdsPersonal } from "../store/sealing/mask.ts";
import {
  addTicketMessage,
  insertTicket,
  lockTicket,
  moveTicket,
  rateTicketRow,
  type Ticket,
} from "../store/tickets.ts";
import { type Recipients, recipientsAtDesk } from "./recipients.ts";
import { mayWorkOn, worksOnTickets } from "./ticket-rights.ts";

type Tagged<Kind extends string, Fields = unknown> = EffectResult & { kind: Kind } & Fields;

/** A question to hand to a desk. */
export interface TicketRequest {
  readonly person: string;
  readonly name: string | undefined;
  readonly locale: Locale;
  readonly desk: Desk;
  readonly suggested: Desk | null;
  readonly question: string;
  readonly public: boolean;
  readonly at: { readonly space: string; readonly thread?: string | undefined };
  readonly messageId: string | null;
  readonly phone: string | null;
  readonly source: string | null;
}

/** Questions one person may have waiting at the desks. */
const MAX_WAITING = 5;

/** Opens a ticket at a desk, unless its asker has too many waiting already. */
export async function openTicket(
  transaction: Transaction,
  request: TicketRequest,
): Promise<
  | Tagged<"opened", { code: string; desk: Desk; recipients: Recipients }>
  | Tagged<"too_many", { limit: number }>
> {
  const inserting = insertTicket(
    transaction,
    {
      asker: request.person,
      name: request.name,
      desk: request.desk,
      suggestedDesk: request.suggested ?? undefined,
      locale: request.locale,
      question: request.question,
      public: request.public,
      at: request.at,
      messageId: request.messageId ?? undefined,
      contact: request.phone ?? undefined,
      sourceQuestion: request.source ?? undefined,
    },
    MAX_WAITING,
  );
  // Asked together: the transaction's connection carries both in one round trip.
  const [ticket, recipients] = await Promise.all([
    inserting,
    recipientsAtDesk(transaction, request.desk, request.at.space),
  ]);
  if (!ticket) return { kind: "too_many", limit: MAX_WAITING };
  return { kind: "opened", code: ticket.code, desk: request.desk, recipients };
}

/** Somebody of its desk takes a ticket; whoever has it already may take it up again. */
export async function takeTicket(
  transaction: Transaction,
  code: string,
  staff: string,
): Promise<Tagged<"taken"> | Tagged<"already_taken"> | Tagged<"closed"> | Tagged<"not_staff">> {
  if (!(await worksOnTickets(transaction, staff))) return { kind: "not_staff" };
  const ticket = await lockTicket(transaction, code);
  if (!ticket || ticket.state === "closed") return { kind: "closed" };
  if (ticket.takenBy !== undefined && ticket.takenBy !== staff && ticket.state === "taken") {
    return { kind: "already_taken" };
  }
  if (!(await mayWorkOn(transaction, staff, ticket))) return { kind: "not_staff" };
  await moveTicket(transaction, ticket.id, { state: "taken", by: staff });
  return { kind: "taken" };
}

/**
 * Keeps a reply and says where it goes: back into the thread when the question was public and neither
 * question nor reply holds anything personal, else to the asker alone.
 */
export async function answerTicket(
  transaction: Transaction,
  code: string,
  staff: string,
  text: string,
): Promise<
  | Tagged<
      "answered",
      {
        asker: string;
        askerLocale: Locale;
        at: { readonly space: string; readonly thread?: string } | null;
        messageId: string | null;
      }
    >
  | Tagged<"not_yours">
  | Tagged<"closed">
> {
  const ticket = await lockTicket(transaction, code);
  if (!ticket || ticket.state === "closed") return { kind: "closed" };
  // Their role, or their desk, may be gone since they took it.
  const isTheirs = ticket.takenBy === staff && (await mayWorkOn(transaction, staff, ticket));
  if (!isTheirs) return { kind: "not_yours" };
  await addTicketMessage(transaction, ticket, { author: "staff", person: staff, text });
  await moveTicket(transaction, ticket.id, { state: "answered" });
  const open = ticket.public && !(await isPersonal(transaction, ticket, text));
  return {
    kind: "answered",
    asker: ticket.asker,
    askerLocale: ticket.locale,
    at: open ? addressOf(ticket.at) : null,
    messageId: open ? (ticket.messageId ?? null) : null,
  };
}

async function isPersonal(
  transaction: Transaction,
  ticket: Ticket,
  reply: string,
): Promise<boolean> {
  const person = await describePerson(transaction, ticket.asker);
  const name = person?.name?.kind === "unsealed" ? [person.name.value] : [];
  const question = ticket.question.kind === "unsealed" ? ticket.question.value : "";
  return holdsPersonal(reply, name) || holdsPersonal(question, name);
}

function addressOf({ space, thread }: Ticket["at"]): { space: string; thread?: string } {
  return { space, ...(thread === undefined ? {} : { thread }) };
}

/** Passes a ticket to another desk; it waits there as if it were new. */
export async function reassignTicket(
  transaction: Transaction,
  code: string,
  staff: string,
  desk: Desk,
): Promise<
  Tagged<"reassigned", { recipients: Recipients }> | Tagged<"not_staff"> | Tagged<"closed">
> {
  if (!(await worksOnTickets(transaction, staff))) return { kind: "not_staff" };
  const ticket = await lockTicket(transaction, code);
  if (!ticket || ticket.state === "closed") return { kind: "closed" };
  if (!(await mayWorkOn(transaction, staff, ticket))) return { kind: "not_staff" };
  await moveTicket(transaction, ticket.id, { state: "open", desk });
  return {
    kind: "reassigned",
    recipients: await recipientsAtDesk(transaction, desk, ticket.at.space),
  };
}

/** Its asker took their consent back, and their words went with it. */
function isWithdrawn({ question }: Ticket): boolean {
  return question.kind === "unsealed" && question.value === "";
}

/** The asker adds to their ticket, which waits for the desk again. */
export async function followUpTicket(
  transaction: Transaction,
  code: string,
  asker: string,
  text: string,
): Promise<Tagged<"reopened", { desk: Desk; recipients: Recipients }> | Tagged<"not_yours">> {
  const ticket = await lockTicket(transaction, code);
  if (!ticket || ticket.asker !== asker || isWithdrawn(ticket)) return { kind: "not_yours" };
  await addTicketMessage(transaction, ticket, { author: "asker", person: asker, text });
  await moveTicket(transaction, ticket.id, { state: "open" });
  const recipients = await recipientsAtDesk(transaction, ticket.desk, ticket.at.space);
  return { kind: "reopened", desk: ticket.desk, recipients };
}

/** The asker says whether it helped; a thumb up closes the ticket. */
export async function rateTicket(
  transaction: Transaction,
  code: string,
  asker: string,
  rating: "up" | "down",
  reason: string | null,
): Promise<Tagged<"rated"> | Tagged<"not_yours">> {
  const ticket = await lockTicket(transaction, code);
  if (!ticket || ticket.asker !== asker) return { kind: "not_yours" };
  await rateTicketRow(transaction, ticket, rating, reason ?? undefined);
  if (rating === "up") await moveTicket(transaction, ticket.id, { state: "closed" });
  return { kind: "rated" };
}
