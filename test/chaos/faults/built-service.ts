import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** How the service's process is started: arguments of Node. */
export type Entry = readonly string[];

const TARGET = join("node_modules", ".cache", "juchang-chaos");

/** Builds the service as `npm run build` does, beside what a person may have built in `dist`. */
export function buildService(): Entry {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    ["--import", "tsx", ".ci/build.ts", TARGET],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`The build failed: ${stdout}${stderr}`);
  return ["--max-semi-space-size=8", "--heap-growing-percent=30", join(TARGET, "src", "main.js")];
}
