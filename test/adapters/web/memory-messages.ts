import type {
  NewPlaygroundMessage,
  PlaygroundMessage,
  PlaygroundMessages,
} from "../../../adapters/web/messages-port.ts";

/** Playground messages in memory, with what tests need to look at and to break. */
export interface MemoryMessages extends PlaygroundMessages {
  readonly all: () => readonly PlaygroundMessage[];
  /** Ids of members' messages that nobody has acknowledged. */
  readonly unacknowledgedIds: () => readonly string[];
  /** While set, adding and acknowledging fail, as in a database outage. */
  failing: boolean;
}

export function createMemoryMessages(now: () => number = Date.now): MemoryMessages {
  const kept = new Map<string, PlaygroundMessage & { readonly key: string }>();
  const idByKey = new Map<string, string>();
  const acknowledged = new Set<string>();
  const marks = new Map<string, Record<string, string>>();
  const listeners = new Set<(message: PlaygroundMessage) => void>();
  const files: Uint8Array<ArrayBuffer>[] = [];
  let lastId = 0;
  const tell = (message: PlaygroundMessage) => {
    for (const listener of listeners) listener(message);
  };
  const check = () => {
    if (memory.failing) throw new Error("The database is away");
  };
  const add = (added: NewPlaygroundMessage) => {
    const known = kept.get(idByKey.get(added.key) ?? "");
    if (known) return { message: known, repeated: true };
    lastId += 1;
    const message = { ...added, id: String(lastId), at: now() };
    kept.set(message.id, message);
    idByKey.set(added.key, message.id);
    tell(message);
    return { message, repeated: false };
  };
  const isFor = (member: string) => (message: PlaygroundMessage) =>
    message.onlyFor === undefined || message.onlyFor === member;
  const waiting = () =>
    [...kept.values()].filter(({ id, author }) => author !== "bot" && !acknowledged.has(id));

  const memory: MemoryMessages = {
    failing: false,
    all: () => [...kept.values()],
    unacknowledgedIds: () => waiting().map(({ id }) => id),
    async add(message) {
      check();
      return add(message);
    },
    async keepFile(_author, bytes) {
      check();
      files.push(bytes);
      return String(files.length - 1);
    },
    fileBytes: async (id) => files[Number(id)],
    async edit(id, body) {
      const earlier = kept.get(id);
      if (!earlier) throw new Error(`No message ${id}`);
      const edited = { ...earlier, body, editedAt: now() };
      kept.set(id, edited);
      tell(edited);
    },
    async history(space, member, { before, limit }) {
      const older = [...kept.values()].filter(
        (message) =>
          message.space === space && (before === undefined || Number(message.id) < Number(before)),
      );
      return older.filter(isFor(member)).slice(-limit);
    },
    find: async (id) => kept.get(id),
    unacknowledged: async () => waiting(),
    async acknowledge(id) {
      check();
      acknowledged.add(id);
    },
    readMarks: async (member) => marks.get(member) ?? {},
    async markRead(member, space, id) {
      marks.set(member, { ...marks.get(member), [space]: id });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return memory;
}
