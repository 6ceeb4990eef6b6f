import type { Desk, Transaction } from "../engine/terms.ts";
import { describePerson } from "../store/people.ts";
import type { Unsealed } from "../store/sealing/seal.ts";
import { findTicket, ticketThread } from "../store/tickets.ts";
import { mayWorkOn } from "./ticket-rights.ts";

/** A ticket as its asker or the people of its desk see it. */
export interface TicketView {
  readonly code: string;
  readonly desk: Desk;
  readonly state: "open" | "taken" | "answered" | "closed";
  readonly question: string;
  readonly askerName: string | undefined;
  readonly contact: string | undefined;
  readonly public: boolean;
  readonly thread: readonly { readonly author: "asker" | "staff"; readonly text: string }[];
}

/** The ticket, if this person asked it or it is for their desk; to anybody else it does not exist. */
export async function viewTicket(
  transaction: Transaction,
  code: string,
  viewer: string,
): Promise<TicketView | undefined> {
  const ticket = await findTicket(transaction, code);
  if (!ticket) return undefined;
  if (ticket.asker !== viewer && !(await mayWorkOn(transaction, viewer, ticket))) return undefined;
  const asker = await describePerson(transaction, ticket.asker);
  const thread = await ticketThread(transaction, ticket.id);
  return {
    code: ticket.code,
    desk: ticket.desk,
    state: ticket.state,
    question: wordsOf(ticket.question) ?? "",
    askerName: wordsOf(asker?.name),
    contact: wordsOf(ticket.contact),
    public: ticket.public,
    thread: thread.map(({ author, words }) => ({ author, text: wordsOf(words) ?? "" })),
  };
}

function wordsOf(words: Unsealed | undefined): string | undefined {
  return words?.kind === "unsealed" ? words.value : undefined;
}
