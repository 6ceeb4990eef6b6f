import { z } from "zod";
import { dueWork } from "../../../src/delivery/due-work.ts";
import { createReminderWatch } from "../../../src/delivery/reminder-watch.ts";
import { createSweep } from "../../../src/delivery/sweep.ts";
import { openAlarmClock } from "../../../src/queue/open-alarm-clock.ts";
import { openStore } from "../../../src/store/store.ts";

/** A process that says what is due, as the service's worker does, by a clock of its own. */
const options = z
  .object({
    url: z.string(),
    location: z.union([
      z.object({ kind: z.literal("postgres"), url: z.string() }),
      z.object({ kind: z.literal("redis"), url: z.string() }),
    ]),
    /** How far its clock is from the machine's, ms. */
    shiftMs: z.number(),
    sweepMs: z.number(),
  })
  .parse(JSON.parse(process.argv[2] ?? ""));

shiftClock(options.shiftMs);
const tell = (...words: readonly unknown[]) => console.warn(`Worker ${process.pid}:`, ...words);
const log = { info: () => undefined, warn: tell, error: tell };
const store = await openStore({
  url: options.url,
  masterKeys: [new Uint8Array(32).fill(7)],
  maxConnections: 4,
});
const alarms = await openAlarmClock({ location: options.location, log });
const watch = createReminderWatch({
  work: dueWork(store),
  alarms,
  log,
  onSaid: () => undefined,
});
await alarms.answer(() => watch.fire());
createSweep(options.sweepMs, () => watch.fire(), log).start();
// New reminders are found by the next sweep; whoever writes them past the service says so.
process.on("message", () => {
  watch.fire().catch((error: unknown) => tell("could not look", error));
});
process.send?.("ready");

/** Everything in this process that asks what time it is hears another one, BullMQ included. */
function shiftClock(byMs: number): void {
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: readonly unknown[], self) =>
      Reflect.construct(target, args.length > 0 ? args : [target.now() + byMs], self),
    get: (target, key, self) =>
      key === "now" ? () => target.now() + byMs : Reflect.get(target, key, self),
  });
}
