import { EVENT_ID, type Event, getScalarValue } from "js-yaml";

/** Offset in the source of the node at a path, or of the nearest one above it. */
export function offsetOf(
  events: readonly Event[],
  source: string,
  path: readonly PropertyKey[],
): number {
  // The first event opens the document.
  let node = 1;
  let offset = startOf(events[node]) ?? 0;
  for (const key of path) {
    const child = childAt(events, source, node, key);
    if (child === undefined) break;
    node = child;
    offset = startOf(events[node]) ?? offset;
  }
  return offset;
}

/** Position of the event that starts a node's child; undefined when it has no such child. */
function childAt(
  events: readonly Event[],
  source: string,
  node: number,
  key: PropertyKey,
): number | undefined {
  const kind = events[node]?.type;
  if (kind !== EVENT_ID.MAPPING && kind !== EVENT_ID.SEQUENCE) return undefined;
  let place = 0;
  let at = node + 1;
  while (at < events.length && events[at]?.type !== EVENT_ID.POP) {
    const isMapping = kind === EVENT_ID.MAPPING;
    const value = isMapping ? after(events, at) : at;
    const name = isMapping ? scalarText(events[at], source) : String(place);
    if (name === String(key)) return value;
    place += 1;
    at = after(events, value);
  }
  return undefined;
}

/** Position of the event that follows a whole node. */
function after(events: readonly Event[], node: number): number {
  let depth = 0;
  for (let at = node; at < events.length; at += 1) {
    const kind = events[at]?.type;
    if (kind === EVENT_ID.MAPPING || kind === EVENT_ID.SEQUENCE) depth += 1;
    else if (kind === EVENT_ID.POP) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return events.length;
}

function scalarText(event: Event | undefined, source: string): string | undefined {
  return event?.type === EVENT_ID.SCALAR ? getScalarValue(source, event) : undefined;
}

/** Where a node starts; undefined for one without text of its own, such as an empty value. */
function startOf(event: Event | undefined): number | undefined {
  if (event?.type === EVENT_ID.MAPPING || event?.type === EVENT_ID.SEQUENCE) return event.start;
  if (event?.type !== EVENT_ID.SCALAR || event.valueStart < 0) return undefined;
  return event.valueStart;
}
