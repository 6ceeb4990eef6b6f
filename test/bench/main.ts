import { answerTimeBench } from "./answer-time.ts";
import { answersBench } from "./answers.ts";
import type { Bench } from "./bench.ts";
import { audienceBench } from "./broadcast/audience.ts";
import { broadcastBench } from "./broadcast/broadcast.ts";
import { casesBench } from "./cases.ts";
import { coldBench } from "./cold.ts";
import { dialogueBench } from "./dialogue/dialogue.ts";
import { guessingBench } from "./guessing.ts";
import { pushBench } from "./push.ts";
import { remindersBench } from "./reminders.ts";
import { retrievalBench } from "./retrieval.ts";
import { signUpsBench } from "./signups.ts";
import { startBench } from "./start.ts";

/** Every bench; one file each. */
const BENCHES: readonly Bench[] = [
  answersBench,
  answerTimeBench,
  dialogueBench,
  coldBench,
  retrievalBench,
  startBench,
  signUpsBench,
  remindersBench,
  casesBench,
  guessingBench,
  pushBench,
  broadcastBench,
  audienceBench,
];

/** `npm run bench` runs all of them as they are, `npm run bench -- NAME …` one with its own words. */
const [name, ...words] = process.argv.slice(2);
const chosen = BENCHES.filter((bench) => name === undefined || bench.name === name);
for (const bench of chosen) {
  console.log(`\n${bench.name}: ${bench.does}`);
  await bench.run(words);
}
if (chosen.length === 0) {
  for (const { usage, does } of BENCHES) console.error(`npm run bench -- ${usage}: ${does}`);
  process.exitCode = 2;
}
