import type { Place } from "./source-map.ts";
import { sourcePlaces } from "./source-places.ts";

const FRAME =
  /^ +at (?:(?:async )?(?:new )?(?<call>[\w$.#<>]+)(?: \[as [\w$]+\])? \()?(?<place>[^()]+)\)?$/;
const PLACE = /^(?:file:\/\/)?(?<file>.+?):(?<line>\d+):(?<column>\d+)$/;
const PACKAGE = /^.*\/(?<file>node_modules\/[\w@./+-]+)$/;
const OURS = /^.*\/(?<file>(?:src|adapters|flows|test)\/[\w./-]+)$/;
const NODE = /^node:[\w/]+$/;

/**
 * Where an error came from: `step src/engine/engine.ts:40:7`, innermost first. Only frames of our own
 * files, of packages and of Node; the message in front of them, which may quote somebody, is left out.
 */
export function framesOf(error: Error): readonly string[] {
  const stack = String(error.stack ?? "");
  const start = stack.indexOf(error.message);
  const lines = stack.slice(start < 0 ? 0 : start + error.message.length).split("\n");
  // A message of several lines may look like frames; those of the stack are the last lines without a gap.
  const first = lines.findLastIndex((line) => !line.startsWith("    at ")) + 1;
  const frames = lines.slice(first).flatMap((line) => frameOf(line) ?? []);
  const places = sourcePlaces(frames.map(({ place }) => place));
  return frames.flatMap(({ call }, at) => described(call, places[at]) ?? []);
}

interface Frame {
  readonly call: string | undefined;
  readonly place: Place;
}

function frameOf(text: string): Frame | undefined {
  const { call, place = "" } = FRAME.exec(text)?.groups ?? {};
  const { file, line, column } = PLACE.exec(place)?.groups ?? {};
  if (file === undefined) return undefined;
  return { call, place: { file, line: Number(line), column: Number(column) } };
}

function described(call: string | undefined, place: Place | undefined): string | undefined {
  const file = place && shortened(place.file);
  if (!place || file === undefined) return undefined;
  const where = `${file}:${place.line}:${place.column}`;
  return call === undefined ? where : `${call} ${where}`;
}

/** Without the folders above the project, which may be named after somebody. */
function shortened(file: string): string | undefined {
  if (NODE.test(file)) return file;
  return PACKAGE.exec(file)?.groups?.["file"] ?? OURS.exec(file)?.groups?.["file"];
}
