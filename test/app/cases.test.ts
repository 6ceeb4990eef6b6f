import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { runCli } from "../support/built.ts";
import { useApp } from "./running.ts";

const app = useApp();
const run = promisify(execFile);

test("the curl of the operators' guide works as it stands", async () => {
  const guide = await readFile("docs/cases.md", "utf8");
  const [curl] = /^curl [\s\S]*?'$/mu.exec(guide.replace(/^[\s\S]*?```\ncurl/u, "curl")) ?? [];
  if (curl === undefined) throw new Error("The guide holds no curl");
  const added = await runCli(["key", "add", "district"], {
    DATABASE_URL: app.databaseUrl,
    ENCRYPTION_KEY: Buffer.alloc(32, 5).toString("base64"),
  });
  const command = curl.replace("http://127.0.0.1:3000", app.address);
  const tell = async () => {
    const env = { PATH: process.env["PATH"], JUCHANG_KEY: added.stdout.trim() };
    const { stdout } = await run("sh", ["-c", command], { env });
    return JSON.parse(stdout);
  };
  expect(await tell()).toEqual({ outcome: "created" });
  expect(await tell()).toEqual({ outcome: "repeated" });
});
