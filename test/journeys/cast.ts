import { beforeAll } from "vitest";
import { shippedBuild } from "../support/simulator/builds.ts";
import type { Build } from "../support/simulator/process.ts";
import type { Person, Simulation } from "../support/simulator/simulator.ts";
import { useSimulator } from "../support/simulator/use-simulator.ts";

/** Who takes part: three creators and the people of two desks. */
export const CAST: readonly Person[] = [
  { id: "lin", name: "林小满" },
  { id: "wu", name: "吴越" },
  { id: "kite", name: "Blue Kite", localeTag: "en" },
  { id: "pu", name: "小浦", desks: ["tax"] },
  { id: "ying", name: "小樱", desks: ["general"] },
];

/** The bot as it ships among its people; the build can be changed before it starts. */
export interface Stage {
  start(
    change?: (shipped: Build) => Build,
    processes?: number,
    people?: readonly Person[],
  ): Promise<Simulation>;
  shipped(): Build;
}

/** Sets the stage for the tests of a file. */
export function useStage(): Stage {
  const simulate = useSimulator();
  let build: Build | undefined;
  beforeAll(async () => {
    build = await shippedBuild();
  });
  const shipped = () => {
    if (!build) throw new Error("The stage is set inside of a test");
    return build;
  };
  return {
    shipped,
    start: (change = (same) => same, processes = 1, people = CAST) =>
      simulate({ people, build: change(shipped()), processes }),
  };
}

/** Someone goes all the way to the review card of a ticket to the tax desk, in their direct chat. */
export async function fillTicket(bot: Simulation, member: string, question: string): Promise<void> {
  await bot.says(member, "人工");
  await bot.says(member, "税务");
  await bot.says(member, question);
  await bot.says(member, "同意");
  await bot.settle();
}
