import { type Document, isSeq, LineCounter, parseDocument, visit } from "yaml";

/** One event as it stands in a file. */
export interface ListedEvent {
  readonly value: unknown;
  /** Line of a field in the file, from 1; of the nearest one above it when it is missing. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** The events of a file, or the line that cannot be read. */
export type ReadList =
  | { readonly kind: "read"; readonly events: readonly ListedEvent[] }
  | { readonly kind: "unreadable"; readonly line: number };

/** Reads YAML or JSON: a list of events, `events:` with one, or a single event. */
export function readEventList(text: string): ReadList {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [error] = document.errors;
  const offset = error?.pos[0] ?? firstAlias(document);
  if (offset !== undefined) return { kind: "unreadable", line: lines.linePos(offset).line };
  const prefix = isSeq(document.contents) ? [] : document.has("events") ? ["events"] : undefined;
  const whole: unknown = document.toJS();
  const values = prefix === undefined ? [whole] : listAt(whole, prefix);
  if (!values) return { kind: "unreadable", line: 1 };
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      const offset = offsetOf(node);
      if (offset !== undefined) return lines.linePos(offset).line;
    }
    return 1;
  };
  const events = values.map((value, index) => ({
    value,
    lineOf: (path: readonly PropertyKey[]) =>
      lineOf(prefix === undefined ? path : [...prefix, index, ...path]),
  }));
  return { kind: "read", events };
}

/** Where something is said by pointing at an anchor, which could blow a file up or never end. */
function firstAlias(document: Document): number | undefined {
  let found: number | undefined;
  visit(document, {
    Alias(_key, { range }) {
      found = range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return found;
}

function listAt(whole: unknown, [key]: readonly string[]): readonly unknown[] | undefined {
  if (key === undefined) return Array.isArray(whole) ? whole : undefined;
  const list =
    typeof whole === "object" && whole !== null && "events" in whole ? whole.events : undefined;
  return Array.isArray(list) ? list : undefined;
}

function offsetOf(node: unknown): number | undefined {
  const range =
    typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
  const [start]: unknown[] = Array.isArray(range) ? range : [];
  return typeof start === "number" ? start : undefined;
}
