import { STAFF_TAG } from "../domain/recipients.ts";
import { DESKS } from "../engine/terms.ts";
import { canNoteErasures } from "../erasure-ledger.ts";
import { type Facts, findingsOf } from "../findings.ts";
import { installedTokens } from "../installed-bots.ts";
import { publicChatLine } from "../open-public-chat.ts";
import { platformFindings } from "../platform-findings.ts";
import type { Store } from "../store/store.ts";
import type { CliCommand, CliSettings } from "./command.ts";
import { withStore } from "./store.ts";

const LISTED_FAILURES = 20;

export const doctorCommand: CliCommand = {
  name: "doctor",
  usage: "doctor [--json]",
  does: "check configuration, keys, staff and what failed, and say what to do; exit 1 for problems",
  run: (words, settings) =>
    withStore(settings, async (store, { describe }) => {
      await store.ping();
      const facts = await factsOf(store, settings);
      const findings = findingsOf(facts);
      const ok = findings.every(({ level }) => level === "advice");
      const publicChat = publicChatLine(settings.config);
      const lines = [
        describe,
        ...(publicChat === undefined ? [] : [publicChat]),
        ...findings.map(({ level, found, todo }) => `${level}: ${found} → ${todo}`),
        ok ? "ok" : "not ok",
      ];
      const report = { ok, database: describe, counts: facts.counts, findings, publicChat };
      process.stdout.write(
        words.includes("--json") ? `${JSON.stringify(report)}\n` : `${lines.join("\n")}\n`,
      );
      return ok ? 0 : 1;
    }),
};

async function factsOf(store: Store, { config, secrets }: CliSettings): Promise<Facts> {
  const playground = config.playground !== "off";
  const workers = await Promise.all(
    DESKS.map(async (desk) => [desk, await store.staff.ofDesk(desk, playground)] as const),
  );
  const operators = await store.staff.operators(playground);
  const failures = await store.failures.open(LISTED_FAILURES);
  return {
    config,
    keyBesideData: secrets.encryptionKey === undefined,
    notesErasures: await canNoteErasures(config.dataDir),
    counts: await store.counts(),
    failures: failures.map(({ id, cause, at }) => ({ id, cause, at })),
    keys: await store.masterKeys(),
    emptyDesks:
      operators.length > 0
        ? []
        : workers.filter(([, people]) => people.length === 0).map(([desk]) => desk),
    platforms: await platformFindings(config, secrets, await installedTokens(store.installations)),
    staffGroup: (await store.spaces.tagged(STAFF_TAG, playground)).length > 0,
  };
}
