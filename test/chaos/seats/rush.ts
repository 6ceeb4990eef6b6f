import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";

/** How long each person waited for an answer, and what it was. */
export interface Answer {
  readonly kind: string;
  readonly ms: number;
}

export interface RushOptions {
  readonly url: string;
  readonly people: readonly string[];
  readonly processes: number;
  /** kill -9 of one process once so many were answered; who it leaves unanswered asks another. */
  readonly killAfter: number | undefined;
}

const DOOR = "test/chaos/seats/door.ts";
const answered = z.object({ person: z.string(), kind: z.string() });

/** Everybody asks at once, spread over the processes; resolves once all have an answer. */
export async function rush(options: RushOptions): Promise<ReadonlyMap<string, Answer>> {
  const { people, processes, url } = options;
  const doors = await Promise.all(Array.from({ length: processes }, () => openDoor(url)));
  const answers = new Map<string, Answer>();
  const at = new Map<string, ChildProcess>();
  const begun = performance.now();
  let killed = false;
  return new Promise((resolve, reject) => {
    const ask = (person: string, door: ChildProcess) => {
      at.set(person, door);
      door.send(person);
    };
    const listen = (door: ChildProcess) =>
      door.on("message", (message) => {
        const { person, kind } = answered.parse(message);
        answers.set(person, { kind, ms: performance.now() - begun });
        if (answers.size === people.length) finish();
        else if (!killed && answers.size === options.killAfter) void kill();
      });
    const kill = async () => {
      killed = true;
      const [victim, ...others] = doors;
      if (!victim) return;
      victim.kill("SIGKILL");
      await once(victim, "exit");
      const heirs = others.length > 0 ? others : [await replace(victim)];
      const left = people.filter((person) => !answers.has(person) && at.get(person) === victim);
      left.forEach((person, index) => {
        const heir = heirs[index % heirs.length];
        if (heir) ask(person, heir);
      });
    };
    const replace = async (victim: ChildProcess) => {
      const fresh = await openDoor(url);
      doors.splice(doors.indexOf(victim), 1, fresh);
      return listen(fresh);
    };
    const finish = () => {
      for (const door of doors) door.kill("SIGKILL");
      resolve(answers);
    };
    for (const door of doors) listen(door).on("error", reject);
    people.forEach((person, index) => {
      const door = doors[index % doors.length];
      if (door) ask(person, door);
    });
  });
}

async function openDoor(url: string): Promise<ChildProcess> {
  const door = fork(DOOR, [url], { execArgv: ["--import", "tsx"] });
  await once(door, "message");
  return door;
}
