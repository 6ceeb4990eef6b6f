import { constructFromEvents, type Event, parseEvents, YAMLException } from "js-yaml";
import type { z } from "zod";
import { type Compiled, NOT_COMPILED } from "./compiled.ts";
import type { Problem } from "./problems.ts";
import { offsetOf } from "./yaml-position.ts";

/** A YAML text and where it stands, so that a problem can name its line. */
export interface YamlSource {
  readonly file: string;
  readonly text: string;
  /** Lines of the file before the YAML starts. */
  readonly linesBefore: number;
}

/** A value read from YAML, or what is wrong with it. */
export type Read<Value> =
  | { readonly kind: "read"; readonly value: Value; lineOf(path: readonly PropertyKey[]): number }
  | { readonly kind: "faulty"; readonly problems: readonly Problem[] };

/** Reads YAML into a checked value; every problem names its file and line. A text that is compiled is not parsed. */
export function readYaml<Schema extends z.ZodType>(
  source: YamlSource,
  schema: Schema,
  compiled: Compiled = NOT_COMPILED,
): Read<z.output<Schema>> {
  const known = compiled.find(source);
  if (!known) return parseYaml(source, schema, compiled);
  const lineOf = (path: readonly PropertyKey[]) => {
    const again = parseYaml(source, schema, NOT_COMPILED);
    return again.kind === "read" ? again.lineOf(path) : source.linesBefore + 1;
  };
  // The build checked it with this very schema: the file's name is part of what it is found by.
  if ("checked" in known) return { kind: "read", value: known.checked as z.output<Schema>, lineOf };
  const checked = schema.safeParse(known.written);
  if (checked.success) return { kind: "read", value: checked.data, lineOf };
  return parseYaml(source, schema, NOT_COMPILED);
}

function parseYaml<Schema extends z.ZodType>(
  source: YamlSource,
  schema: Schema,
  compiled: Compiled,
): Read<z.output<Schema>> {
  const { file, text } = source;
  const lineAt = (offset: number) => linesUpTo(text, offset) + source.linesBefore;
  const document = parse(text);
  if (document.kind === "broken") {
    const message = `not readable as YAML: ${document.reason}`;
    return { kind: "faulty", problems: [{ file, line: lineAt(document.offset), message }] };
  }
  const lineOf = (path: readonly PropertyKey[]) => lineAt(offsetOf(document.events, text, path));
  const parsed = schema.safeParse(document.value);
  if (parsed.success) {
    compiled.keep(source, document.value, parsed.data);
    return { kind: "read", value: parsed.data, lineOf };
  }
  const problems = parsed.error.issues.map((issue) => ({
    file,
    line: lineOf(issue.path),
    message: `${issue.path.map(String).join(".") || "the file"}: ${issue.message}`,
  }));
  return { kind: "faulty", problems };
}

type Parsed =
  | { readonly kind: "parsed"; readonly value: unknown; readonly events: readonly Event[] }
  | { readonly kind: "broken"; readonly reason: string; readonly offset: number };

/** Content names things by id: an alias could only hide a repetition, or a loop. */
const MOST_ALIASES = 0;

function parse(source: string): Parsed {
  try {
    const events = parseEvents(source, {});
    const [value, ...more] = constructFromEvents(events, { source, maxAliases: MOST_ALIASES });
    if (more.length === 0) return { kind: "parsed", value, events };
    return { kind: "broken", reason: "one document, not several", offset: 0 };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { kind: "broken", reason: error.reason, offset: error.mark?.position ?? 0 };
  }
}

/** The line an offset is in, counted from 1. */
function linesUpTo(text: string, offset: number): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    lines += 1;
  }
  return lines;
}
