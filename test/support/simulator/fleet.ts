import { type CrashPoint, nameOf } from "./crash-point.ts";
import type { Platform } from "./platform.ts";
import { type Build, type Sabotage, type ServiceProcess, startProcess } from "./process.ts";
import type { World } from "./world.ts";

/** The processes of the service: as many as were asked for, whoever dies. */
export interface Fleet {
  /** A living process, taking turns; a dead one is replaced first. */
  next(): Promise<ServiceProcess>;
  all(): Promise<readonly ServiceProcess[]>;
  readonly errors: unknown[];
  deaths(): number;
  readonly deathsAt: ReadonlyMap<string, number>;
  crash(point?: CrashPoint): void;
  deploy(build: Build): Promise<void>;
  close(): Promise<void>;
}

/** What the processes have in common. */
export interface FleetOptions {
  readonly build: Build;
  readonly size: number;
  readonly sabotage?: Sabotage | undefined;
}

/** Starts the processes. */
export async function createFleet(
  world: World,
  platform: Platform,
  { size, sabotage, ...first }: FleetOptions,
): Promise<Fleet> {
  const errors: unknown[] = [];
  const deathsAt = new Map<string, number>();
  const count = (point: string) => deathsAt.set(point, (deathsAt.get(point) ?? 0) + 1);
  const graves: Promise<void>[] = [];
  let { build } = first;
  let armed: string | undefined;
  let deaths = 0;
  let turn = 0;
  let running: readonly ServiceProcess[] = [];

  const startOne = () =>
    startProcess({
      ...world,
      clock: world.clock.forProcesses,
      platform,
      build,
      sabotage,
      diesAt(point) {
        if (armed !== point) return false;
        armed = undefined;
        count(point);
        return true;
      },
      onError: (fields, message) => errors.push([message, fields]),
    });

  /** Replaces the dead; one at a time, whoever asks. */
  let reviving: Promise<readonly ServiceProcess[]> | undefined;
  async function revive(): Promise<readonly ServiceProcess[]> {
    const living = running.filter((one) => one.isAlive());
    for (const dead of running.filter((one) => !one.isAlive())) {
      deaths += 1;
      graves.push(dead.bury());
    }
    running = living;
    while (running.length < size) running = [...running, await startOne()];
    return running;
  }
  const all = () => {
    if (running.length === size && running.every((one) => one.isAlive()))
      return Promise.resolve(running);
    reviving ??= revive().finally(() => {
      reviving = undefined;
    });
    return reviving;
  };
  await all();

  return {
    all,
    errors,
    deathsAt,
    deaths: () => deaths + running.filter((one) => !one.isAlive()).length,
    async next() {
      const living = await all();
      const chosen = living[turn++ % living.length];
      if (!chosen) throw new Error("There is no process");
      return chosen;
    },
    crash(point) {
      if (point) {
        armed = nameOf(point);
        return;
      }
      const living = running.filter((one) => one.isAlive());
      if (living.length > 0) count("anywhere");
      living[turn++ % living.length]?.kill();
    },
    async deploy(next) {
      build = next;
      const living = await all();
      await Promise.all(living.map((one) => one.stop()));
      running = [];
      await all();
    },
    async close() {
      armed = undefined;
      await Promise.all([...(await all()).map((one) => one.stop()), ...graves]);
    },
  };
}
