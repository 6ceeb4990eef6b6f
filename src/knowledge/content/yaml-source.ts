import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import type { Problem } from "./problems.ts";

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

/** Reads YAML into a checked value; every problem names its file and line. */
export function readYaml<Schema extends z.ZodType>(
  source: YamlSource,
  schema: Schema,
): Read<z.output<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: lines });
  const lineAt = (offset: number) => lines.linePos(offset).line + source.linesBefore;
  const [broken] = document.errors;
  if (broken !== undefined) {
    const message = `not readable as YAML: ${broken.message.split("\n")[0]}`;
    return faulty([{ file: source.file, line: lineAt(broken.pos[0]), message }]);
  }
  const lineOf = (path: readonly PropertyKey[]) => lineAt(offsetOf(document, path));
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { kind: "read", value: parsed.data, lineOf };
  return faulty(
    parsed.error.issues.map((issue) => ({
      file: source.file,
      line: lineOf(issue.path),
      message: `${issue.path.map(String).join(".") || "the file"}: ${issue.message}`,
    })),
  );
}

function faulty(problems: readonly Problem[]): Read<never> {
  return { kind: "faulty", problems };
}

/** Offset of the node at a path, or of the nearest one above it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
