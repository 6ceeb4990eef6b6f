import { isAscii } from "node:buffer";
import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listFiles, PROJECT } from "./tree.ts";

let built: string;

beforeAll(() => {
  mkdirSync(join(PROJECT, "dist"), { recursive: true });
  built = mkdtempSync(join(PROJECT, "dist", "test-"));
  execFileSync(process.execPath, ["--import", "tsx", ".ci/build.ts", built], { cwd: PROJECT });
}, 120_000);

afterAll(() => {
  rmSync(built, { recursive: true, force: true });
});

test("the built program runs without a TypeScript loader, from any folder", () => {
  const cli = join(built, "src", "cli.js");
  const help = spawnSync(process.execPath, [cli, "help"], { cwd: "/", encoding: "utf8" });
  expect(help.stderr).toBe("");
  expect(help.stdout).toContain("doctor");
  expect(help.status).toBe(0);
});

test("everything it reads at run time lies beside it", () => {
  const assets = ["knowledge", "migrations", "adapters", "flows", "src"]
    .flatMap((folder) => listFiles(folder, ""))
    .filter((path) => !path.endsWith(".ts"));
  expect(assets.length).toBeGreaterThan(40);
  expect(assets.filter((path) => !existsSync(join(built, path)))).toEqual([]);
  expect(existsSync(join(built, "package.json"))).toBe(true);
});

test("what is not ASCII is escaped, in patterns too, which mean the same as before", () => {
  for (const name of ["main", "cli"]) {
    const bytes = readFileSync(join(built, "src", `${name}.cjs`));
    expect(isAscii(bytes)).toBe(true);
    expect(bytes.includes("[-/.\\u5e74]")).toBe(true);
  }
});

test("no test and no TypeScript source is in it", () => {
  expect(existsSync(join(built, "test"))).toBe(false);
  const relative = built.slice(PROJECT.length);
  expect(listFiles(relative, ".ts")).toEqual([]);
});

/** Whether a program of the build was loaded from code that V8 had compiled before, with these flags. */
function isCompiled(name: string, flags: readonly string[]): string {
  const script = `
    import { pathToFileURL } from "node:url";
    import { loadBuilt } from "./src/built-program.ts";
    console.log(loadBuilt(pathToFileURL(process.argv[1])).isCompiled);`;
  const program = join(built, "src", `${name}.cjs`);
  const words = [...flags, "--import", "tsx", "--input-type=module", "-e", script, program];
  return execFileSync(process.execPath, words, { cwd: PROJECT, encoding: "utf8" }).trim();
}

test("the programs start from compiled code with their own flags, and from the source with others", () => {
  expect(isCompiled("main", ["--max-semi-space-size=8", "--heap-growing-percent=30"])).toBe("true");
  expect(isCompiled("cli", [])).toBe("true");
  expect(isCompiled("main", [])).toBe("false");
});

test("a program that was changed runs as changed, whatever was compiled before", () => {
  const cli = join(built, "src", "cli.cjs");
  const before = readFileSync(cli, "utf8");
  // The same length: V8 itself compares no more than that.
  writeFileSync(cli, before.replace('"this list"', '"that list"'));
  try {
    const help = spawnSync(process.execPath, [join(built, "src", "cli.js"), "help"], {
      encoding: "utf8",
    });
    expect(help.stdout).toContain("that list");
    expect(isCompiled("cli", [])).toBe("false");
  } finally {
    writeFileSync(cli, before);
  }
});

test("an error in a built program is logged with the places of its sources", () => {
  const script = `
    import { framesOf } from "./src/telemetry/stack-frames.ts";
    const [path] = process.argv.slice(1);
    const error = new Error("x");
    error.stack = "Error: x\\n" + process.argv.slice(2).map((at) => "    at f (" + path + ":" + at + ")").join("\\n");
    console.log(framesOf(error).join("\\n"));`;
  const program = join(built, "src", "cli.cjs");
  const lines = readFileSync(program, "utf8").split("\n");
  const at = lines.findIndex((line) => line.includes("There is no command")) + 1;
  expect(at).toBeGreaterThan(1);
  const words = ["--import", "tsx", "--input-type=module", "-e", script, program, `${at}:5`];
  const printed = execFileSync(process.execPath, words, { cwd: PROJECT, encoding: "utf8" });
  expect(printed).toMatch(/^f src\/run-cli\.ts:\d+:\d+\n$/);
});

test("every package that was bundled is named beside it, with its licence", () => {
  const titles = readFileSync(join(built, "THIRD-PARTY-LICENCES.txt"), "utf8")
    .split(/^={80}$/m)
    .map((part) => part.trim().split("\n")[0] ?? "");
  expect(titles.length).toBeGreaterThan(50);
  expect(titles.filter((title) => !/^[@\w./-]+ \d+\.\d+\.\S+ \([\w .()-]+\)$/.test(title))).toEqual(
    [],
  );
  const names = titles.map((title) => title.split(" ")[0]);
  const bundled = [
    "bullmq",
    "drizzle-orm",
    "grammy",
    "hono",
    "ioredis",
    "js-yaml",
    "pg",
    "pino",
    "zod",
  ];
  expect(bundled.filter((name) => !names.includes(name))).toEqual([]);
});

test("the thread that reads workbooks runs from the build", async () => {
  const thread = join(built, "src", "domain", "cases", "xlsx", "reader-thread.js");
  const worker = new Worker(thread, {
    workerData: { path: join(built, "package.json") },
    execArgv: [],
  });
  worker.postMessage("more");
  const [answer] = await once(worker, "message");
  await worker.terminate();
  expect(answer).toMatchObject({ kind: "refused" });
});
