import type { Transaction } from "../../engine/terms.ts";
import { type CodeToSend, forgetCode, nextCodeToSend } from "../../store/cases/second-factors.ts";

/** A code and the phone it goes to. */
export interface CodeMessage extends Omit<CodeToSend, "phone"> {
  readonly phone: string;
}

/**
 * Brings one-time codes to phones. `refused` is for good; `later` is tried again until the code's time is over.
 * The same id may come again after a crash: it is to be sent once.
 */
export interface CodeSender {
  send(message: CodeMessage): Promise<"sent" | "refused" | "later">;
}

/** Hands every waiting code to the sender, each once; returns how many it did not take. */
export async function sendCodes(
  inTransaction: <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<Result>,
  sender: CodeSender,
): Promise<{ readonly refused: number; readonly later: number }> {
  const tried: string[] = [];
  const count = { refused: 0, later: 0 };
  for (;;) {
    const fate = await inTransaction(async (transaction) => {
      const next = await nextCodeToSend(transaction, tried);
      if (!next) return "none";
      tried.push(next.id);
      const { phone, ...message } = next;
      const result = phone === undefined ? "refused" : await sender.send({ ...message, phone });
      if (result !== "later") await forgetCode(transaction, next.id);
      return result;
    });
    if (fate === "none") return count;
    if (fate !== "sent") count[fate] += 1;
  }
}
