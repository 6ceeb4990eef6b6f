import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { originsOf, type Place, type SourceMap } from "./source-map.ts";

const BUILT = /\.cjs$/;
const mapSchema = z.object({ sources: z.array(z.string()), mappings: z.string() });

/** Where places came from that were looked up before, so that an error that repeats costs nothing. */
const known = new Map<string, Place>();

/**
 * Places in a built program as places in its sources; other places as they are. The map beside the program
 * is read when an error is described, and not before: it is as large as the program.
 */
export function sourcePlaces(places: readonly Place[]): readonly Place[] {
  const unknown = places.filter((place) => BUILT.test(place.file) && !known.has(keyOf(place)));
  for (const file of new Set(unknown.map((place) => place.file))) {
    const here = unknown.filter((place) => place.file === file);
    const map = mapOf(file);
    const origins = map ? originsOf(map, here) : [];
    for (const [at, place] of here.entries()) known.set(keyOf(place), origins[at] ?? place);
  }
  return places.map((place) => known.get(keyOf(place)) ?? place);
}

function keyOf({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** Undefined when there is none: a description without it is better than no description. */
function mapOf(file: string): SourceMap | undefined {
  try {
    const map = mapSchema.parse(JSON.parse(readFileSync(`${file}.map`, "utf8")));
    return { ...map, sources: map.sources.map((source) => join(dirname(file), source)) };
  } catch {
    return undefined;
  }
}
