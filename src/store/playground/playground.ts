import type { Transaction } from "../../engine/terms.ts";
import { type Bound, bindEach } from "../bind.ts";
import type { Connections } from "../connect.ts";
import type { StoreLog } from "../listen.ts";
import { type Changes, createChanges } from "./changes.ts";
import { fileBytes, keepFile } from "./files.ts";
import type { Message } from "./message.ts";
import {
  acknowledge,
  addMessage,
  changedSince,
  editMessage,
  findMessages,
  history,
  markRead,
  readMarks,
  unacknowledged,
} from "./queries.ts";

const PLAIN = {
  edit: editMessage,
  add: addMessage,
  keepFile,
  fileBytes,
  history,
  unacknowledged,
  acknowledge,
  readMarks,
  markRead,
};

/** The playground's messages; every process sees every change. */
export interface Playground extends Bound<typeof PLAIN>, Pick<Changes, "subscribe"> {
  find(id: string): Promise<Message | undefined>;
}

export function openPlayground(
  pool: Transaction,
  connections: Connections,
  log: StoreLog,
): { readonly playground: Playground; readonly close: () => void } {
  const source = bindEach(pool, { findMessages, changedSince });
  const changes = createChanges(connections, log, source);
  const playground = {
    ...bindEach(pool, PLAIN),
    subscribe: changes.subscribe,
    find: async (id: string) => (await source.findMessages([id]))[0],
  };
  return { playground, close: changes.close };
}
