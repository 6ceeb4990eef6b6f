import { z } from "zod";
import { signUp } from "../../../src/domain/events/sign-up.ts";
import { openStore } from "../../../src/store/store.ts";
import { requestOf } from "../../domain/events/request.ts";

/** A process that signs people up: what it is told is a person, what it answers how that ended. */
const [url = ""] = process.argv.slice(2);
const store = await openStore({
  url,
  masterKeys: [new Uint8Array(32).fill(7)],
  maxConnections: 20,
});

process.on("message", (message) => {
  const person = z.string().parse(message);
  void store
    .inTransaction((transaction) => signUp(transaction, requestOf(person, "RUSH")))
    .then(({ kind }) => process.send?.({ person, kind }));
});
process.send?.("ready");
