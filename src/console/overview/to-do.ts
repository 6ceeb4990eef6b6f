import { may } from "../../domain/permissions.ts";
import { DESKS } from "../../engine/terms.ts";
import type { Locale } from "../../i18n/locale.ts";
import { fill } from "../../i18n/messages.ts";
import type { Counts } from "../../store/counts.ts";
import type { ConsoleParts } from "../parts.ts";
import { shownTime } from "../table.ts";
import type { Visitor } from "../visitor.ts";
import { counted, type Figure } from "./figures.ts";
import { overviewMessages as messages } from "./messages.ts";

/** Lists are counted this far. */
const LIMIT = 200;

/** What somebody of the visitor's role should see to. */
export async function toDo(
  parts: ConsoleParts,
  visitor: Visitor,
  counts: Counts,
  locale: Locale,
): Promise<readonly Figure[]> {
  const { role } = visitor;
  return [
    ...(may(role, "tickets.read") ? await deskFigures(parts, visitor, locale) : []),
    ...(may(role, "knowledge.edit") ? [await unanswered(parts, locale)] : []),
    ...(may(role, "broadcasts.look") ? [await approvals(parts)] : []),
    ...(may(role, "failures.look")
      ? [
          figure(
            "uncertainCopies",
            counts.outboundUncertain - counts.uncertainElsewhere,
            "/console/uncertain#announcements",
          ),
          figure("uncertain", counts.uncertainElsewhere, "/console/uncertain#others"),
          figure("failures", counts.failures, "/console/failures"),
        ]
      : []),
  ];
}

async function deskFigures(
  { store }: ConsoleParts,
  { role, desks }: Visitor,
  locale: Locale,
): Promise<readonly Figure[]> {
  const tickets = await store.tickets.waiting(role === "specialist" ? desks : DESKS, LIMIT);
  const untold = await store.cases.untold(LIMIT);
  const [oldest] = tickets;
  return [
    {
      ...figure("tickets", counted(tickets.length, LIMIT, locale), "/console/tickets"),
      note: oldest && fill(messages.since, locale, { at: shownTime(oldest.createdAt) }),
    },
    figure("untold", counted(untold.length, LIMIT, locale), "/console/untold"),
  ];
}

async function unanswered({ store, isPlayground }: ConsoleParts, locale: Locale): Promise<Figure> {
  const found = await store.questions.unanswered(isPlayground(), LIMIT);
  return figure("unanswered", counted(found.length, LIMIT, locale), "/console/unanswered");
}

async function approvals({ store, isPlayground }: ConsoleParts): Promise<Figure> {
  const newest = await store.broadcasts.list(isPlayground(), LIMIT);
  const waiting = newest.filter(({ state }) => state === "awaiting_approval");
  return figure("approval", waiting.length, "/console/broadcasts");
}

type Name = keyof Pick<
  typeof messages,
  "tickets" | "untold" | "unanswered" | "approval" | "uncertainCopies" | "uncertain" | "failures"
>;

function figure(name: Name, value: number | string, href: string): Figure {
  return { label: messages[name], value, href, calls: true };
}
