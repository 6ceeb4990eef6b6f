import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { plainText } from "../../../src/engine/plain-text.ts";
import type { Transaction } from "../../../src/engine/terms.ts";
import { readKnowledge } from "../../../src/knowledge/load.ts";
import { clauseSource } from "../../../src/knowledge/overlay/clause-source.ts";
import { dayInShanghai } from "../../../src/knowledge/overlay/validity.ts";
import { KNOWLEDGE_FOLDER } from "../../../src/paths.ts";
import { useStore } from "../../store/support/store.ts";
import { openService, type Sent, type TestService } from "./service.ts";

export const RENT = "talent-rent-subsidy";
export const QUESTION = "租房补贴一个月多少";

/** The content with two of its parts only, so that taking up an edit is quick. */
const FOLDER = await mkdtemp(join(tmpdir(), "juchang-knowledge-"));
await cp(KNOWLEDGE_FOLDER, FOLDER, {
  recursive: true,
  filter: (path) => !/clauses\/(?!talent|service)[a-z]+/.test(path),
});

export const { files } = await readKnowledge(FOLDER);
export const editor = {
  files,
  source: clauseSource(FOLDER, files),
  today: () => dayInShanghai(Date.now()),
};
export const rentText = await readFile(
  join(FOLDER, "clauses/talent/talent-rent-subsidy.md"),
  "utf8",
);

/** Two processes on one database, with a clerk of the tax desk; each test begins without edits or questions. */
export function useTwoProcesses() {
  const database = useStore();
  let opened: { one: TestService; two: TestService; clerk: string } | undefined;
  const parts = () => {
    if (!opened) throw new Error("Use the services inside of a test");
    return opened;
  };

  beforeAll(async () => {
    const { store } = database;
    const installation = await store.installations.ensure("web", "playground");
    const clerk = await store.people.ensureAccount(installation, "clerk");
    await store.staff.setPosition(clerk, { role: "specialist", desks: ["tax"] });
    const platform = { sent: [], beats: [] };
    const one = await openService(store, installation, FOLDER, platform);
    const two = await openService(await database.another(), installation, FOLDER, platform);
    opened = { one, two, clerk };
    await one.says("clerk", "语言 中文");
  });

  afterAll(async () => {
    await Promise.all([opened?.one.close(), opened?.two.close()]);
    await rm(FOLDER, { recursive: true });
  });

  beforeEach(async () => {
    await database.sql`truncate knowledge_edits, questions cascade`;
    await database.sql`select pg_notify('knowledge', '')`;
    for (const { live, knows } of [parts().one, parts().two]) {
      await knows(() => live.current().base.clauses.length === files.base.clauses.length);
      await knows(() => live.current().changedAt([RENT]) === 0);
    }
  });

  return {
    get one() {
      return parts().one;
    },
    get two() {
      return parts().two;
    },
    get clerk() {
      return parts().clerk;
    },
    get sql() {
      return database.sql;
    },
    get store() {
      return database.store;
    },
    edits: <Result>(work: (transaction: Transaction) => Promise<Result>) =>
      database.store.inTransaction(work),
  };
}

export function textOf(messages: readonly Sent[]): string {
  return messages.map(({ intent, locale }) => plainText(intent, locale)).join("\n---\n");
}

/** The clauses a process answers a question from. */
export function cited(service: TestService, text = QUESTION): readonly string[] {
  return service.live.current().answerer.answer({ text, locale: "zh-CN", inGroup: false }).clauses;
}
