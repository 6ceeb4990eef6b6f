import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import {
  cleanUp,
  clusterFolder,
  emptyFolder,
  processesOf,
} from "../store/embedded/data-folders.ts";
import { runCli } from "../support/built.ts";
import { killPrograms, startProgram } from "../support/program.ts";
import { memberOf } from "./playground.ts";

afterAll(async () => {
  killPrograms();
  await cleanUp();
});

const MAIN = "src/main.ts";

/** The service as an operator starts it; resolves once it can be used. */
async function startMain(dataDir: string, environment: Readonly<Record<string, string>> = {}) {
  const program = startProgram(MAIN, [], { DATA_DIR: dataDir, PORT: "0", ...environment });
  const printed = await program.prints(/^open: .*$/m);
  const address = /^open: (.*)$/m.exec(printed)?.[1] ?? "";
  return { program, address, printed };
}

describe("SIGTERM", () => {
  test("ends the service within 10 s, nothing is lost, and no process is left behind", async () => {
    const dataDir = await emptyFolder();
    const first = await startMain(dataDir);
    expect(first.printed).toMatch(/^console .*: http:.*\/console\/sign-in\/[\w-]{54}$/m);
    const lin = await memberOf(first.address, "lin-xiaoman");
    const stream = await lin.visitor.follow();
    const sent = await lin.sends("首年房租能减多少？");
    expect(sent.status).toBe(200);
    const asked = performance.now();
    first.program.kill("SIGTERM");
    const ended = await first.program.ended;
    expect(ended.code, ended.stderr).toBe(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
    await stream.ended;
    expect(await processesOf(await clusterFolder(dataDir))).toEqual([]);

    const second = await startMain(dataDir);
    const again = await memberOf(second.address, "lin-xiaoman");
    const history = await again.history("direct:lin-xiaoman");
    expect(history.map(({ author }) => author)).toEqual(["lin-xiaoman", "bot"]);
    // A second service on the same data would be a second playground.
    const rival = await startProgram(MAIN, [], { DATA_DIR: dataDir, PORT: "0" }).ended;
    expect([rival.code, rival.stderr]).toEqual([
      1,
      expect.stringMatching(
        /^Another service already runs on this data folder; stop it first.*\n$/,
      ),
    ]);
    const rotated = await runCli(["keys", "rotate"], { DATA_DIR: dataDir });
    expect([rotated.code, rotated.stderr]).toEqual([1, expect.stringMatching(/stop it, rotate/)]);
    second.program.kill("SIGTERM");
    expect((await second.program.ended).code).toBe(0);
    expect(await processesOf(await clusterFolder(dataDir))).toEqual([]);

    const done = await runCli(["keys", "rotate"], { DATA_DIR: dataDir });
    expect([done.code, done.stdout]).toEqual([0, expect.stringMatching(/^[1-9]\d* data keys/)]);
    const third = await startMain(dataDir);
    const after = await memberOf(third.address, "lin-xiaoman");
    const kept = await after.history("direct:lin-xiaoman");
    expect(kept.map(({ words }) => words.slice(0, 80))).toEqual(
      history.map(({ words }) => words.slice(0, 80)),
    );
    third.program.kill("SIGINT");
    expect((await third.program.ended).code).toBe(0);
  }, 120_000);
});

describe("what an operator set wrong", () => {
  const wrong = {
    PORT: "three",
    RETENTION: "inbound=7",
    ENCRYPTION_KEY: "secret",
    LOG_LEVEL: "loud",
  };

  test.each([MAIN, "src/cli.ts"])("is told by %s in one line each, with exit 78", async (file) => {
    const ended = await startProgram(file, ["help"], wrong).ended;
    expect(ended.code).toBe(78);
    const lines = ended.stderr.trimEnd().split("\n");
    expect(lines.map((line) => line.split(" ")[0]).sort()).toEqual(Object.keys(wrong).sort());
    expect(ended.stderr).not.toMatch(/three|secret|loud/);
  });

  test("a port that is taken is one line with what to do", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = String(typeof address === "object" ? address?.port : "");
    const dataDir = await emptyFolder();
    const ended = await startProgram(MAIN, [], { DATA_DIR: dataDir, PORT: port }).ended;
    expect([ended.code, ended.stderr]).toEqual([
      1,
      `port ${port} on 127.0.0.1 is taken: stop what listens there, or set PORT to a free one\n`,
    ]);
    expect(await processesOf(await clusterFolder(dataDir))).toEqual([]);
    await new Promise((resolve) => other.close(resolve));
  });

  test("a data folder that cannot be written is one line with what to do", async () => {
    const file = join(await emptyFolder(), "file");
    await writeFile(file, "");
    const ended = await startProgram(MAIN, [], { DATA_DIR: join(file, "data"), PORT: "0" }).ended;
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/^[^\n]+DATA_DIR[^\n]+\n$/);
    expect(ended.stdout).toBe("");
  });

  test("a database that cannot be reached is one line, and nothing else is used instead", async () => {
    const ended = await startProgram(MAIN, [], {
      DATABASE_URL: "postgres://nobody:secret@127.0.0.1:1/nothing",
      ENCRYPTION_KEY: Buffer.alloc(32, 1).toString("base64"),
      PORT: "0",
    }).ended;
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/^[^\n]*database[^\n]*\n$/i);
    expect(ended.stderr + ended.stdout).not.toContain("secret");
  });
});
