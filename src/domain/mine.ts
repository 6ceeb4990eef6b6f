import type { Transaction } from "../engine/terms.ts";
import { formatMoment } from "../i18n/dates.ts";
import type { Localized } from "../i18n/locale.ts";
import { seatsOf } from "../store/events/seat-views.ts";
import type { SeatView } from "../store/events/views.ts";
import { myTickets } from "../store/tickets.ts";
import { ownFiles } from "./cases/own-files.ts";
import type { ProgrammeBook } from "./cases/programme.ts";
import { myCases } from "./cases/status-work.ts";

/** One line of 我的: what it is, and how it stands. */
export interface MyRow {
  readonly label: Localized;
  readonly value: Localized;
  /** The command behind a button named like the row, which shows more. */
  readonly open?: { readonly command: string; readonly args: string };
}

/** A part of 我的: what a person has of one kind, the newest first; nothing of it when it is empty. */
export type MySection = (transaction: Transaction, person: string) => Promise<readonly MyRow[]>;

/**
 * Everything a person has under way here, part by part; every aggregate that has something for a person adds its
 * own. What the programmes of applications are called is content.
 */
export async function mineOf(
  transaction: Transaction,
  person: string,
  programmes: ProgrammeBook,
): Promise<readonly MyRow[]> {
  const sections: readonly MySection[] = [
    seatRows,
    caseRows(programmes),
    fileRow(programmes),
    ticketRows,
  ];
  const rows: MyRow[] = [];
  for (const section of sections) rows.push(...(await section(transaction, person)));
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

const SEAT_STATES: Readonly<Record<SeatView["state"], Localized>> = {
  taken: { zh: "已有位子", en: "you have a seat" },
  waiting: { zh: "候补中", en: "waiting" },
  offered: { zh: "有位子留给你", en: "a seat is kept for you" },
  requested: { zh: "等主办方确认", en: "waiting for the organisers" },
  released: { zh: "已让出", en: "given back" },
};

async function seatRows(transaction: Transaction, person: string): Promise<readonly MyRow[]> {
  const seats = await seatsOf(transaction, { person });
  return seats.slice(0, SHOWN).map(({ seat, title, startsAt, zone, state }) => ({
    label: title,
    value: {
      zh: `${formatMoment(startsAt, zone, "zh-CN")} · ${SEAT_STATES[state].zh}`,
      en: `${formatMoment(startsAt, zone, "en")} · ${SEAT_STATES[state].en}`,
    },
    open: { command: "seat", args: seat },
  }));
}

function fileRow(programmes: ProgrammeBook): MySection {
  return async (transaction, person) => {
    const { length } = await ownFiles(transaction, person, programmes);
    if (length === 0) return [];
    return [
      {
        label: { zh: "我的文件", en: "My files" },
        value: { zh: `${length} 份`, en: `${length} handed in` },
        open: { command: "myfiles", args: "" },
      },
    ];
  };
}

function caseRows(programmes: ProgrammeBook): MySection {
  return async (transaction, person) => {
    const views = await myCases(transaction, person, programmes);
    return views.slice(0, SHOWN).map(({ programme, status, number }) => ({
      label: programme,
      value: status,
      open: { command: "status", args: number },
    }));
  };
}
