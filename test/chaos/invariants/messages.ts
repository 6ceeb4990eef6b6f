import type { Simulation } from "../../support/simulator/simulator.ts";
import type { World } from "../../support/simulator/world.ts";
import { groupBy } from "../group-by.ts";

interface MessageRow {
  readonly id: string;
  readonly cause: string;
  readonly state: string;
}

/** Everything committed was sent, in order, and only a death in mid-send repeats a message. */
export async function messageProblems(
  { clock }: World,
  bot: Simulation,
): Promise<readonly string[]> {
  const rows = await clock.sql<MessageRow[]>`
    select outbound.id, outbound.cause, deliveries.state
    from outbound join deliveries on deliveries.outbound = outbound.id
    order by outbound.cause, outbound.revision, outbound.ordinal`;
  const { arrivals } = bot.platform;
  const arrived = new Set(arrivals.map(({ outbound }) => outbound));
  const known = new Set(rows.map(({ id }) => id));
  return [
    ...rows
      .filter(({ state }) => state !== "sent")
      .map(({ id, state }) => `message ${id} is ${state}, not sent`),
    ...rows.filter(({ id }) => !arrived.has(id)).map(({ id }) => `message ${id} never arrived`),
    ...[...arrived]
      .filter((id) => !known.has(id))
      .map((id) => `message ${id} arrived, but was never committed`),
    ...repeatProblems(bot),
    ...orderProblems(rows, bot),
    ...privacyProblems(bot),
  ];
}

/** A process sends one message at a time to a chat, so that each death repeats at most one there. */
function repeatProblems({ platform: { arrivals }, deaths }: Simulation): readonly string[] {
  const byChat = groupBy(arrivals, ({ chat }) => chat);
  return [...byChat].flatMap(([chat, all]) => {
    const repeats = all.length - new Set(all.map(({ outbound }) => outbound)).size;
    return repeats > deaths()
      ? [`${repeats} messages came again in ${chat}, after ${deaths()} deaths`]
      : [];
  });
}

/** What one lane says in one chat arrives in the order it was said in. */
function orderProblems(rows: readonly MessageRow[], { platform }: Simulation): readonly string[] {
  const first = new Map<string, { readonly chat: string; readonly at: number }>();
  for (const [at, { outbound, chat }] of platform.arrivals.entries()) {
    if (!first.has(outbound)) first.set(outbound, { chat, at });
  }
  const newest = new Map<string, number>();
  return rows.flatMap(({ id, cause }) => {
    const arrival = first.get(id);
    if (!arrival) return [];
    const talk = `${cause} ${arrival.chat}`;
    const isLate = arrival.at < (newest.get(talk) ?? -1);
    newest.set(talk, arrival.at);
    return isLate ? [`message ${id} overtook another one in ${arrival.chat}`] : [];
  });
}

/** What people say in their direct chats is never said again in a group. */
function privacyProblems({ platform }: Simulation): readonly string[] {
  return platform.messages
    .filter(({ space, author }) => author === "bot" && !space.startsWith("direct:"))
    .filter(({ text }) => /13812345678|怎么开 m\d|T-\d{4}/.test(text))
    .map(({ id, space }) => `message ${id} shows something private in ${space}`);
}
