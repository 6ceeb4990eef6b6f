import { type Act, openButton } from "../../src/engine/flow.ts";
import type { Button, Row } from "../../src/engine/intent.ts";
import type { Desk } from "../../src/engine/terms.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { fill, type Template, text } from "../../src/i18n/messages.ts";
import { deskName } from "./desk-options.ts";
import { deskMessages as messages } from "./messages.ts";
import type { DeskServices, RecipientsJson } from "./services.ts";

interface TicketNews {
  readonly code: string;
  readonly desk: Desk;
  readonly recipients: RecipientsJson;
  readonly words: string;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
}

/** News of a ticket: its content privately to each of the desk's people, a neutral line to the staff group. */
export function tellStaff(
  services: DeskServices,
  title: Template<{ code: string; desk: string }>,
  news: TicketNews,
): readonly Act[] {
  const { staff, staffSpace } = news.recipients;
  const titleIn = (locale: Locale) =>
    fill(title, locale, { code: news.code, desk: deskName(services, news.desk, locale) });
  const privately = staff.map(
    (member): Act => ({
      kind: "tell",
      to: { kind: "person", person: member.person },
      locale: member.locale,
      content: {
        title: titleIn(member.locale),
        text: "",
        rows: newsRows(news, member.locale),
        buttons: ticketButtons(news.code, member.locale),
      },
    }),
  );
  if (staffSpace === null) return privately;
  const group: Act = {
    kind: "tell",
    to: { kind: "space", at: staffSpace },
    locale: "zh-CN",
    content: {
      title: titleIn("zh-CN"),
      text: text(messages.neutralTicket, "zh-CN"),
      buttons: ticketButtons(news.code, "zh-CN"),
    },
  };
  return [...privately, group];
}

function newsRows(news: TicketNews, locale: Locale): readonly Row[] {
  return [
    { label: text(messages.rowFrom, locale), value: news.name ?? text(messages.unnamed, locale) },
    { label: text(messages.rowQuestion, locale), value: news.words },
    ...(news.phone ? [{ label: text(messages.rowContact, locale), value: news.phone }] : []),
  ];
}

function ticketButtons(code: string, locale: Locale): readonly Button[] {
  return [
    openButton(text(messages.takeIt, locale), "ticket", code, "primary"),
    openButton(text(messages.passOn, locale), "ticket-desk", code),
  ];
}
