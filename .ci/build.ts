import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { assemble } from "./assemble.ts";

/**
 * `npm run build [folder]`: makes the program in `dist` (or the folder named), with everything it reads at
 * run time in the same place beside it, so that `node dist/src/main.js` needs no loader. Nothing is built
 * from a program whose types are wrong.
 */
const target = process.argv[2] ?? "dist";

rmSync(target, { recursive: true, force: true });
const compiler = spawnSync(join("node_modules", ".bin", "tsc"), ["-p", "tsconfig.build.json"], {
  stdio: "inherit",
});
if (compiler.status === 0) await assemble(target);
else process.exitCode = compiler.status ?? 1;
