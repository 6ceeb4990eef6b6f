import { type LaneState, laneStateSchema } from "../../../src/engine/state.ts";
import type { Simulation } from "../../support/simulator/simulator.ts";
import type { World } from "../../support/simulator/world.ts";
import { notedMarks } from "../probe-flows.ts";

/** Each lane's turns follow each other without a gap, its state can be read, and holds what was said to it once. */
export async function laneProblems(world: World, bot: Simulation): Promise<readonly string[]> {
  const gaps = await world.clock.sql<{ lane: string }[]>`
    select lanes.id as lane from lanes
    where lanes.revision <> (select count(*) from turns where turns.lane = lanes.id)
      or lanes.revision <> (select max(revision) from turns where turns.lane = lanes.id)`;
  const problems = gaps.map(({ lane }) => `lane ${lane} has a gap in its turns`);
  for (const { id } of bot.platform.members) {
    problems.push(...(await problemsOfMember(world, bot, id)));
  }
  return problems;
}

async function problemsOfMember(
  { office, clock }: World,
  { inbox, platform: { installation } }: Simulation,
  member: string,
): Promise<readonly string[]> {
  const { lane, state } = await office.turns.load({
    installation,
    deliveryKey: "only-looking",
    space: { platformId: `direct:${member}`, kind: "direct" },
    account: { platformId: member },
    at: 0,
    body: { kind: "leave" },
  });
  if (state === undefined) return [];
  const read = laneStateSchema.safeParse(state);
  if (!read.success) return [`the state of ${member} cannot be read`];
  const said = inbox.events.filter(({ account }) => account?.platformId === member);
  const marks = said.flatMap(({ body }) => {
    const mark = body.kind === "text" ? /^记 (m\d+)$/.exec(body.text)?.[1] : undefined;
    return mark === undefined ? [] : [mark];
  });
  const timers = await clock.sql<{ run: number; name: string }[]>`
    select run, name from timers where lane = ${lane}`;
  return [
    ...differences(`the notes of ${member}`, marks, notedMarks(read.data.memory)),
    ...timerProblems(member, read.data, timers),
  ];
}

function timerProblems(
  member: string,
  { runs }: LaneState,
  timers: readonly { readonly run: number; readonly name: string }[],
): readonly string[] {
  const orphans = timers.filter(({ run }) => !runs.some(({ id }) => id === run));
  const endless = runs.filter(
    ({ id }) => !timers.some(({ run, name }) => run === id && name === "expiry"),
  );
  return [
    ...orphans.map(
      ({ run, name }) => `${member} has an ${name} timer of run ${run}, which is over`,
    ),
    ...endless.map(({ id, flow }) => `run ${id} (${flow}) of ${member} has no end`),
  ];
}

/** What is missing in, or too much of, one list against the other; both may be in any order. */
export function differences(
  what: string,
  expected: readonly string[],
  found: readonly string[],
): readonly string[] {
  const lost = expected.filter((one) => !found.includes(one));
  const doubled = found.filter((one, index) => found.indexOf(one) < index);
  const foreign = found.filter((one) => !expected.includes(one));
  return [
    ...lost.map((one) => `${what}: ${one} is lost`),
    ...doubled.map((one) => `${what}: ${one} is there twice`),
    ...foreign.map((one) => `${what}: ${one} comes from nowhere`),
  ];
}
