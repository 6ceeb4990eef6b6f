import type { Simulation } from "../../support/simulator/simulator.ts";
import type { World } from "../../support/simulator/world.ts";
import { effectProblems } from "./effects.ts";
import { eventProblems } from "./events.ts";
import { laneProblems } from "./lanes.ts";
import { messageProblems } from "./messages.ts";

/** Every promise that a settled simulation breaks, one sentence each. */
export async function problemsOf(world: World, bot: Simulation): Promise<readonly string[]> {
  const found = await Promise.all([
    eventProblems(world, bot),
    laneProblems(world, bot),
    effectProblems(world, bot),
    messageProblems(world, bot),
  ]);
  return [
    ...found.flat(),
    ...bot.errors.map((logged) => `an error was logged: ${describe(logged)}`),
  ];
}

function describe(logged: unknown): string {
  return JSON.stringify(logged, (_key, value: unknown) =>
    value instanceof Error ? `${value.name}: ${value.message}` : value,
  );
}
