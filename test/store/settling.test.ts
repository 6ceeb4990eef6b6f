import { expect, test } from "vitest";
import { sessionOf } from "../../src/store/session.ts";
import { openStore } from "../../src/store/store.ts";
import { useStore } from "./support/store.ts";
import { said, take } from "./support/turns.ts";

const at = useStore();

test("what becomes of messages does not wait for the disk; the connection's next commit does", async () => {
  const url = new URL(at.url);
  url.searchParams.set("synchronous_commit", "on");
  // Two: one for transactions, and one that all single statements share.
  const store = await openStore({ url: url.href, masterKeys: at.masterKeys, maxConnections: 2 });
  const setting = () =>
    store.read(async (transaction) => {
      const { sql } = sessionOf(transaction);
      const [row] = await sql.unsafe<{ is: string }[]>(
        "select current_setting('synchronous_commit') as is",
      );
      return row?.is;
    });
  try {
    expect(await setting()).toBe("on");
    const installation = await store.installations.ensure("telegram", "settling");
    const { turn } = await take(store, said({ installation }));
    const [spoken] = turn.outbound;
    await at.sql.unsafe(NOTE_SETTING);
    await store.outbound.settle([{ id: spoken?.id ?? "", kind: "sent", messageId: "1" }]);
    expect(await at.sql`select setting from noted`).toEqual([{ setting: "off" }]);
    expect(await setting()).toBe("on");
  } finally {
    await store.close();
  }
});

/** Looks at the setting at the end of the transaction that changes a delivery, when it decides. */
const NOTE_SETTING = `
  create table noted (setting text);
  create function note() returns trigger language plpgsql as $$
    begin insert into noted values (current_setting('synchronous_commit')); return null; end $$;
  create constraint trigger note after update on deliveries deferrable initially deferred
    for each row execute function note()`;
