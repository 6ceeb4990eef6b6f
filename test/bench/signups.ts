import { setTimeout as delay } from "node:timers/promises";
import { signUp } from "../../src/domain/events/sign-up.ts";
import { recount } from "../../src/store/events/recount.ts";
import { requestOf } from "../domain/events/request.ts";
import { type Bench, printTable } from "./bench.ts";
import { addEvent, addPeople, withDurableStore } from "./durable-store.ts";

const A_SECOND = 100;
const SECONDS = 30;

/** Sign-ups that keep coming for one event: each waits for the event's one row. */
export const signUpsBench: Bench = {
  name: "signups",
  usage: "signups",
  does: `${A_SECOND} sign-ups a second for ${SECONDS} s on one event`,
  run: () =>
    withDurableStore(async ({ store, describe }) => {
      const total = A_SECOND * SECONDS;
      await addEvent(store, "BENCH", total / 2);
      const people = await addPeople(store, total);
      const times: number[] = [];
      const begun = performance.now();
      await Promise.all(
        people.map(async (person, index) => {
          const due = begun + (index * 1_000) / A_SECOND;
          await delay(Math.max(0, due - performance.now()));
          await store.inTransaction((transaction) =>
            signUp(transaction, requestOf(person, "BENCH")),
          );
          times.push(performance.now() - due);
        }),
      );
      const took = performance.now() - begun;
      const miscounts = await store.inTransaction(recount);
      times.sort((one, other) => one - other);
      const at = (share: number) =>
        `${(times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1)} ms`;
      console.log(describe);
      printTable([
        ["what", "measured", "limit"],
        ["signed up a second", (total / (took / 1_000)).toFixed(1), String(A_SECOND)],
        ["half within", at(0.5), ""],
        ["95 of 100 within", at(0.95), "250 ms"],
        ["99 of 100 within", at(0.99), ""],
        ["slowest", at(1), ""],
        ["rooms miscounted", String(miscounts.length), "0"],
      ]);
      console.log(
        "From the moment it was due to its commit, forced to disk; without the conversation around it.",
      );
    }),
};
