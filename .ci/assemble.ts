import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bundlePrograms, keepCode } from "./bundle.ts";
import { compileKnowledge } from "./compile-knowledge.ts";

/** Puts the programs and everything they read at run time into a folder, which is emptied first. */
export async function assemble(target: string): Promise<void> {
  rmSync(target, { recursive: true, force: true });
  copyAssets(target);
  await bundlePrograms(target);
  await compileKnowledge(join(target, "knowledge"));
  await keepCode(target);
}

function copyAssets(target: string): void {
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
