import { spawnSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bundlePrograms, keepCode } from "./bundle.ts";
import { compileKnowledge } from "./compile-knowledge.ts";

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
if (compiler.status === 0) await build();
else process.exitCode = compiler.status ?? 1;

async function build(): Promise<void> {
  copyAssets();
  await bundlePrograms(target);
  await compileKnowledge(join(target, "knowledge"));
  await keepCode(target);
}

function copyAssets(): void {
  for (const asset of ["package.json", "knowledge", "migrations"]) {
    cpSync(asset, join(target, asset), { recursive: true });
  }
  for (const folder of ["adapters", "flows", "src"]) {
    cpSync(folder, join(target, folder), {
      recursive: true,
      filter: (path) => !path.endsWith(".ts"),
    });
  }
}
