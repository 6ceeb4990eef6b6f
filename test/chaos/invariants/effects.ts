import type { Simulation } from "../../support/simulator/simulator.ts";
import type { World } from "../../support/simulator/world.ts";
import { differences } from "./lanes.ts";

/** Each effect happened once, and its person was told of it once. */
export async function effectProblems(world: World, bot: Simulation): Promise<readonly string[]> {
  const { sql } = world.clock;
  const paid = await sql<{ mark: string }[]>`
    select on_what as mark from audit where what = 'chaos.paid'`;
  const [counted] = await sql<Record<"pays" | "visits" | "visited" | "failures", number>[]>`
    select (select count(*) from effects where key like 'pay:%')::int as pays,
      (select count(*) from effects where key like 'visit:%')::int as visits,
      (select count(*) from audit where what = 'chaos.visited')::int as visited,
      (select count(*) from failed_events)::int as failures`;
  const ordered = bot.inbox.events.flatMap(({ body }) => {
    const mark = body.kind === "text" ? /^付 (m\d+)$/.exec(body.text)?.[1] : undefined;
    return mark === undefined ? [] : [mark];
  });
  const marks = paid.map(({ mark }) => mark);
  return [
    ...differences("payments", ordered, marks),
    ...differences("receipts of payments", ordered, told(bot, /^付讫 (m\d+)$/)),
    ...equal("payments", counted?.pays, marks.length),
    ...equal("visits", counted?.visits, counted?.visited),
    ...equal("failed events", counted?.failures, 0),
    ...(await ticketProblems(world, bot)),
  ];
}

async function ticketProblems({ clock }: World, bot: Simulation): Promise<readonly string[]> {
  const tickets = await clock.sql<{ code: string }[]>`select code from tickets`;
  const codes = tickets.map(({ code }) => code);
  const [effects] = await clock.sql<{ count: number }[]>`
    select count(*)::int as count from effects where key like 'ticket.open:%'`;
  const refused = told(bot, /^(?:你有|You have) (\d+) (?:个问题还在等|questions waiting)/);
  return [
    ...differences("tickets told to their askers", codes, told(bot, /(?:工单号|Ticket) (T-\d+)/)),
    ...differences("tickets told to the desk", codes, told(bot, /^新工单 (T-\d+)/)),
    ...equal("opened and refused tickets", effects?.count, codes.length + refused.length),
  ];
}

/** What the pattern captures in each of the bot's messages; a message that arrived twice counts once. */
function told({ platform }: Simulation, pattern: RegExp): readonly string[] {
  const texts = new Map(
    platform.messages.flatMap(({ outbound, text }) =>
      outbound === undefined ? [] : [[outbound, text] as const],
    ),
  );
  return [...texts.values()].flatMap((text) => pattern.exec(text)?.[1] ?? []);
}

function equal(
  what: string,
  one: number | undefined,
  other: number | undefined,
): readonly string[] {
  return one === other ? [] : [`${what} do not agree: ${one} and ${other}`];
}
