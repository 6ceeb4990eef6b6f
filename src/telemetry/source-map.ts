/** A source map as bundlers write it, version 3: https://tc39.es/ecma426/ */
export interface SourceMap {
  readonly sources: readonly string[];
  readonly mappings: string;
}

/** A place in a file; lines and columns are counted from 1, as stack traces do. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES = new Uint8Array(128);
for (const [value, digit] of [...DIGITS].entries()) VALUES[digit.charCodeAt(0)] = value;
const BITS = 5;
const GOES_ON = 32;
const [NEXT_LINE, NEXT_SEGMENT] = [";".charCodeAt(0), ",".charCodeAt(0)];

/**
 * Where places of the built file come from, in their order. The map is walked once, up to the last of them,
 * and nothing of it is kept: unfolded it takes fifty times its size.
 */
export function originsOf(
  { sources, mappings }: SourceMap,
  places: readonly Pick<Place, "line" | "column">[],
): readonly (Place | undefined)[] {
  const found = places.map((): Place | undefined => undefined);
  const last = Math.max(0, ...places.map(({ line }) => line));
  for (const { line, column, origin } of segmentsOf(mappings, last)) {
    const file = sources[origin.source];
    if (file === undefined) continue;
    for (const [at, place] of places.entries()) {
      if (place.line !== line || column > place.column) continue;
      found[at] = { file, line: origin.line + 1, column: origin.column + 1 };
    }
  }
  return found;
}

interface Segment {
  line: number;
  column: number;
  readonly origin: { source: number; line: number; column: number };
}

/** The segments up to a line; it is the same object each time. */
function* segmentsOf(mappings: string, lastLine: number): Generator<Segment> {
  const segment = { line: 1, column: 1, origin: { source: 0, line: 0, column: 0 } };
  const { origin } = segment;
  const steps = [0, 0, 0, 0, 0];
  let count = 0;
  let [value, shift] = [0, 0];
  for (let at = 0; at <= mappings.length && segment.line <= lastLine; at += 1) {
    const code = at < mappings.length ? mappings.charCodeAt(at) : NEXT_LINE;
    if (code !== NEXT_LINE && code !== NEXT_SEGMENT) {
      // Numbers in base 64, five bits a digit, lowest first, the sign in the lowest bit.
      const bits = VALUES[code] ?? 0;
      value += (bits & (GOES_ON - 1)) << shift;
      shift += BITS;
      if (bits & GOES_ON) continue;
      steps[count] = value & 1 ? -(value >> 1) : value >> 1;
      count += 1;
      [value, shift] = [0, 0];
      continue;
    }
    const [ahead = 0, source = 0, line = 0, column = 0] = steps;
    if (count > 0) segment.column += ahead;
    if (count >= 4) {
      origin.source += source;
      origin.line += line;
      origin.column += column;
      yield segment;
    }
    count = 0;
    if (code === NEXT_LINE) {
      segment.line += 1;
      segment.column = 1;
    }
  }
}
