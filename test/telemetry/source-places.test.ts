import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { framesOf } from "../../src/telemetry/stack-frames.ts";

const SOURCE = `
interface Told { readonly by: string }

export function fail(told: Told): Error {
  return new Error(told.by);
}
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "juchang-frames-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Frames of an error made in a program that was built from a source of ours. */
async function framesFrom(name: string, sourcemap: "external" | false): Promise<readonly string[]> {
  const outfile = join(folder, "src", `${name}.cjs`);
  await build({
    stdin: { contents: SOURCE, sourcefile: "src/engine/told.ts", loader: "ts", resolveDir: folder },
    absWorkingDir: folder,
    outfile,
    sourcemap,
    format: "cjs",
    logLevel: "error",
  });
  const { fail } = z
    .object({
      fail: z.custom<(told: { by: string }) => Error>((value) => value instanceof Function),
    })
    .parse({ ...createRequire(import.meta.url)(outfile) });
  return framesOf(fail({ by: "words" }));
}

test("an error in a built program is described by the places of its sources", async () => {
  const [first] = await framesFrom("mapped", "external");
  expect(first).toBe("fail src/engine/told.ts:5:10");
});

test("without a map, or with one that is cut off, by its place in the program", async () => {
  expect((await framesFrom("unmapped", false))[0]).toMatch(/^fail src\/unmapped\.cjs:\d+:\d+$/);
  await writeFile(join(folder, "src", "broken.cjs.map"), '{"version":3,');
  expect((await framesFrom("broken", false))[0]).toMatch(/^fail src\/broken\.cjs:\d+:\d+$/);
});
