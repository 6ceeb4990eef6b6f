import type { Transaction } from "../engine/terms.ts";
import type { Localized } from "../i18n/locale.ts";
import { myTickets } from "../store/tickets.ts";

/** One line of 我的: what it is, and how it stands. */
export interface MyRow {
  readonly label: Localized;
  readonly value: Localized;
}

/** A part of 我的: what a person has of one kind, the newest first; nothing of it when it is empty. */
export type MySection = (transaction: Transaction, person: string) => Promise<readonly MyRow[]>;

/** The parts of 我的 in their order; every aggregate that has something for a person adds its own. */
const MY_SECTIONS: readonly MySection[] = [ticketRows];

/** Everything a person has under way here. */
export async function mineOf(transaction: Transaction, person: string): Promise<readonly MyRow[]> {
  const rows: MyRow[] = [];
  for (const section of MY_SECTIONS) rows.push(...(await section(transaction, person)));
  return rows;
}

const SHOWN = 5;

const STATES: Readonly<Record<"open" | "taken" | "answered" | "closed", Localized>> = {
  open: { zh: "等窗口接单", en: "waiting for the desk" },
  taken: { zh: "窗口正在办", en: "being answered" },
  answered: { zh: "已回复", en: "answered" },
  closed: { zh: "已结束", en: "closed" },
};

async function ticketRows(transaction: Transaction, person: string): Promise<readonly MyRow[]> {
  const tickets = await myTickets(transaction, person, SHOWN);
  return tickets.map(({ code, state }) => ({
    label: { zh: `工单 ${code}`, en: `Ticket ${code}` },
    value: STATES[state],
  }));
}
