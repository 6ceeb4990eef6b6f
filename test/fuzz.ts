import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { listFiles, PROJECT } from "./structure/tree.ts";

const HELP = `npm run fuzz                        every property, with a new seed and ten times as many examples
npm run fuzz -- --times 100         a hundred times as many
npm run fuzz -- --seed 17           what a run with this seed drew, once more
npm run fuzz -- test/store/mask     files whose path holds that
`;

const SEEDS = 2 ** 31;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: String(Math.floor(Math.random() * SEEDS)) },
    times: { type: "string", default: "10" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(HELP);
else process.exitCode = await run();

async function run(): Promise<number> {
  const files = filesWithProperties().filter(
    (path) => positionals.length === 0 || positionals.some((part) => path.includes(part)),
  );
  if (files.length === 0) {
    process.stderr.write(`No file with a property has ${positionals.join(" or ")} in its path\n`);
    return 2;
  }
  const again = ["--seed", values.seed, "--times", values.times, ...positionals].join(" ");
  process.stdout.write(`The same once more: npm run fuzz -- ${again}\n`);
  const vitest = join(PROJECT, "node_modules/vitest/vitest.mjs");
  const child = spawn(process.execPath, [vitest, "run", ...files], {
    cwd: PROJECT,
    env: { ...process.env, FUZZ_SEED: values.seed, FUZZ_TIMES: values.times },
    stdio: "inherit",
  });
  await once(child, "close");
  process.stdout.write(`The same once more: npm run fuzz -- ${again}\n`);
  return child.exitCode ?? 1;
}

function filesWithProperties(): readonly string[] {
  return listFiles("test", ".test.ts").filter((path) =>
    readFileSync(join(PROJECT, path), "utf8").includes('from "fast-check"'),
  );
}
