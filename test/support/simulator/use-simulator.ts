import { afterAll, afterEach, beforeAll } from "vitest";
import { testDatabase } from "../postgres.ts";
import type { TestDatabase } from "../postgres-server.ts";
import { type Setup, type Simulation, simulate } from "./simulator.ts";
import { openWorld, type World } from "./world.ts";

/** One world for all tests of a file; each test starts in an empty one. */
export function useSimulator(): (setup: Setup) => Promise<Simulation> {
  const running: Simulation[] = [];
  let database: TestDatabase | undefined;
  let world: World | undefined;

  beforeAll(async () => {
    database = await testDatabase();
    world = await openWorld(database.url);
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((simulation) => simulation.close()));
    await world?.reset();
  });
  afterAll(async () => {
    await world?.close();
    await database?.drop();
  });

  return async (setup) => {
    if (!world) throw new Error("Simulate inside of a test");
    const simulation = await simulate(world, setup);
    running.push(simulation);
    return simulation;
  };
}
