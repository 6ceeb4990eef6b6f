import { parseArgs } from "node:util";
import { installedMajors, startTestServer } from "../support/postgres-server.ts";
import { killBroadcasts } from "./broadcast/kill-broadcasts.ts";
import { rushForCard } from "./cards/card-rush.ts";
import { runFaults } from "./faults/run-faults.ts";
import { killAgain } from "./kill/kill-again.ts";
import { lookForLeaks } from "./privacy/look-for-leaks.ts";
import { remindUnderFaults } from "./reminders/reminders.ts";
import { type Result, runAll, shortest } from "./run-all.ts";
import { rushAgain } from "./seats/seats.ts";

const HELP = `npm run chaos                            all faults, then 500 random schedules on every PostgreSQL found here
npm run chaos -- schedules               the schedules alone
npm run chaos -- schedules --count 50 --major 15   fewer of them, on one version
npm run chaos -- --seed 17               one schedule, cut down to what breaks when it does
npm run chaos -- privacy                 2,000 group dialogues: what others could learn of a member; --dialogues N, --first SEED
npm run chaos -- kill                    kill -9 of the running service, 20 times, while people write
npm run chaos -- broadcast               kill -9 while announcements go out, 50 times alone and 50 as one of two; --times N in all, --processes 1 or 2 for one way alone
npm run chaos -- faults                  40 people hand a question to a desk through each fault; --only WORD picks faults
npm run chaos -- seats                   1,000 people at once for 50 seats, 20 times each way
npm run chaos -- cards                   1,000 sign-ups for an event whose card is in a Telegram group, at once and over 150 s; --count N, --within SECONDS
npm run chaos -- reminders               10,000 reminders due within a minute through each fault; --count N, --within SECONDS, --only WORD, --redis PATH`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string" },
    count: { type: "string", default: "500" },
    major: { type: "string" },
    dialogues: { type: "string", default: "2000" },
    first: { type: "string", default: "1" },
    times: { type: "string" },
    people: { type: "string", default: "40" },
    within: { type: "string", default: "60" },
    processes: { type: "string" },
    redis: { type: "string", default: "redis-server" },
    only: { type: "string", default: "" },
    help: { type: "boolean", default: false },
  },
});

if (values.help || positionals[0] === "help") console.log(HELP);
else if (positionals[0] === "kill") process.exitCode = await runKill(timesOr(20));
else if (positionals[0] === "broadcast") process.exitCode = await runBroadcasts();
else if (positionals[0] === "privacy") process.exitCode = await runPrivacy();
else if (positionals[0] === "schedules")
  process.exitCode = await runSchedules(Number(values.count));
else if (positionals[0] === "faults") process.exitCode = await runFaultMatrix();
else if (positionals[0] === "seats") process.exitCode = await runSeats(timesOr(20));
else if (positionals[0] === "cards") process.exitCode = await runCards();
else if (positionals[0] === "reminders") process.exitCode = await runReminders();
else if (values.seed !== undefined) process.exitCode = await runSeed(Number(values.seed));
else if (positionals[0] === undefined) process.exitCode = await runEverything();
else {
  console.error(`"${positionals[0]}" is none of these:\n${HELP}`);
  process.exitCode = 2;
}
process.exit();

async function runCards(): Promise<number> {
  const [major] = await majors();
  const server = await startTestServer(major === undefined ? {} : { major });
  const people = sizeOr(1_000);
  // At once they take seconds; only over minutes does it show how many edits there are in one.
  const spread = process.argv.includes("--within") ? Number(values.within) : 150;
  let isKept = true;
  console.log(server.describe);
  try {
    for (const seconds of [0, spread]) {
      const database = await server.database();
      const rush = await rushForCard(database.url, people, seconds * 1_000);
      await database.drop();
      console.log(
        `${rush.people} sign-ups in ${(rush.tookMs / 1_000).toFixed(1)} s: ${rush.edits} edits, at most ${rush.mostInAMinute} a minute in the group (limit 20), right ${(rush.rightAfterMs / 1_000).toFixed(1)} s after the last (limit 10 s), ${rush.refusals} refused`,
      );
      isKept &&= rush.mostInAMinute <= 20 && rush.rightAfterMs <= 10_000 && rush.refusals === 0;
    }
    return isKept ? 0 : 1;
  } finally {
    await server.stop();
  }
}

async function majors(): Promise<readonly number[]> {
  return values.major === undefined ? installedMajors() : [Number(values.major)];
}

async function runSchedules(count: number): Promise<number> {
  const seeds = Array.from({ length: count }, (_, index) => index + 1);
  let isWhole = true;
  for (const major of await majors()) {
    let done = 0;
    const started = performance.now();
    const result = await runAll({ seeds, major }, (seed, problems) => {
      done += 1;
      if (problems.length > 0) console.log(`seed ${seed}: ${problems.join("; ")}`);
      if (done % 50 === 0) console.log(`PostgreSQL ${major}: ${done} of ${count}`);
    });
    report(result, count, performance.now() - started);
    isWhole &&= result.broken.length === 0;
  }
  return isWhole ? 0 : 1;
}

function report({ describe, figures, broken }: Result, count: number, ms: number): void {
  const { events, redeliveries, deaths, turns, effects, messages, repeats } = figures;
  console.log(`\n${describe}`);
  console.log(
    `${count} schedules in ${(ms / 1_000).toFixed(0)} s, ${count - broken.length} kept every promise`,
  );
  console.log(
    `  ${events} events, ${redeliveries} delivered again on top, ${turns} turns, ${effects} effects`,
  );
  console.log(
    `  ${deaths} processes died, ${messages} messages, ${repeats} of them repeated after a death`,
  );
  const places = [...figures.deathsAt].map(([point, count]) => `${count} at ${point}`);
  console.log(`  died: ${places.join(", ")}`);
  const all = broken.flatMap(({ problems }) => problems);
  const lost = all.filter((problem) => /lost|never arrived|were taken|not sent/.test(problem));
  const doubled = all.filter((problem) => /twice|came again/.test(problem));
  console.log(`  ${lost.length} lost, ${doubled.length} doubled, ${all.length} problems in all`);
}

async function runSeed(seed: number): Promise<number> {
  let isWhole = true;
  for (const major of await majors()) {
    const { broken } = await runAll({ seeds: [seed], major }, () => undefined);
    console.log(
      `PostgreSQL ${major}: ${broken.flatMap(({ problems }) => problems).join("\n") || "every promise kept"}`,
    );
    if (broken.length === 0) continue;
    isWhole = false;
    const short = await shortest(seed, major);
    console.log(short ? JSON.stringify(short, null, 2) : "it did not happen again");
  }
  return isWhole ? 0 : 1;
}

async function runSeats(times: number): Promise<number> {
  let isWhole = true;
  for (const major of await majors()) {
    const problems = await rushAgain({ major, times }, (line) => console.log(line));
    console.log(`PostgreSQL ${major}: ${problems.length} problems`);
    isWhole &&= problems.length === 0;
  }
  return isWhole ? 0 : 1;
}

async function runReminders(): Promise<number> {
  const reminders = sizeOr(10_000);
  let isWhole = true;
  for (const major of await majors()) {
    const options = {
      major,
      reminders,
      withinSeconds: Number(values.within),
      only: values.only,
      redis: values.redis,
    };
    const problems = await remindUnderFaults(options, (line) => console.log(line));
    console.log(`PostgreSQL ${major}: ${problems.length} problems`);
    isWhole &&= problems.length === 0;
  }
  return isWhole ? 0 : 1;
}

function sizeOr(usual: number): number {
  return process.argv.includes("--count") ? Number(values.count) : usual;
}

function timesOr(usual: number): number {
  return Number(values.times ?? usual);
}

async function runBroadcasts(): Promise<number> {
  const modes = ([1, 2] as const).filter((mode) =>
    [undefined, `${mode}`].includes(values.processes),
  );
  return (await killBroadcasts(timesOr(100), modes, (line) => console.log(line))) ? 0 : 1;
}

async function runKill(times: number): Promise<number> {
  const { lines, isWhole } = await killAgain(times, (line) => console.log(line));
  console.log(lines.join("\n"));
  return isWhole ? 0 : 1;
}

async function runPrivacy(): Promise<number> {
  const which = { first: Number(values.first), count: Number(values.dialogues) };
  const { lines, isWhole } = await lookForLeaks(which, (line) => console.log(line));
  console.log(lines.join("\n"));
  return isWhole ? 0 : 1;
}

async function runEverything(): Promise<number> {
  const faults = await runFaultMatrix();
  return faults || (await runSchedules(Number(values.count)));
}

async function runFaultMatrix(): Promise<number> {
  const isBorne = await runFaults(Number(values.people), values.only, (line) => console.log(line));
  return isBorne ? 0 : 1;
}
