import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { BOT } from "./bot-api.ts";
import type { Participant } from "./participant.ts";
import { SECRET } from "./webhook.ts";

/** The names under which figures stand. */
export const NAMES = ["floor", "grammy", "juchang"] as const;
export type Name = (typeof NAMES)[number];

const PROGRAMS = "test/bench/dialogue/programs";
/** Inside of `node_modules`, so that the programs find their packages. */
const COMPILED = join("node_modules", ".cache", "juchang-bench");

/** Compiles the service and the two programs it is compared with. */
export function buildAll(): void {
  run(["--import", "tsx", ".ci/build.ts"]);
  run([join("node_modules", "typescript", "bin", "tsc"), "-p", PROGRAMS, "--outDir", COMPILED]);
}

function run(words: readonly string[]): void {
  const { status } = spawnSync(process.execPath, words, { stdio: "inherit" });
  if (status !== 0) throw new Error(`node ${words.join(" ")} ended with ${status}`);
}

/** Each on a database of its own, with the same bot; the service out of the folder it was built into. */
export function participantOf(name: Name, databaseUrl: string, build = "dist"): Participant {
  const environment = {
    DATABASE_URL: databaseUrl,
    TELEGRAM_BOT_TOKEN: `${BOT.id}:${"x".repeat(35)}`,
    TELEGRAM_WEBHOOK_SECRET: SECRET,
  };
  switch (name) {
    case "floor":
    case "grammy": {
      const file = name === "floor" ? "floor.js" : "grammy-conversations.js";
      return { name, words: [join(COMPILED, PROGRAMS, file)], environment };
    }
    case "juchang":
      return {
        name,
        // As `npm run start:built`.
        words: ["--max-semi-space-size=8", "--heap-growing-percent=30", join(build, "src/main.js")],
        environment: { ...environment, ...OWN },
      };
  }
}

/** No pace, so that only the work counts. */
const OWN = {
  ENCRYPTION_KEY: randomBytes(32).toString("base64"),
  SEND_RATE: "telegram=100000/s,telegram.chat=100000/s",
  LOG_LEVEL: "warn",
};
