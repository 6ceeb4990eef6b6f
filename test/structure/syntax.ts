import { parseSync } from "oxc-parser";

/** A node of a syntax tree; which further fields it has depends on its type. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

/** The syntax tree of a TypeScript text; throws naming the file when it can't be parsed. */
export function parse(path: string, source: string): SyntaxNode {
  const { program, errors } = parseSync(path, source);
  const [first] = errors;
  if (first) throw new Error(`${path}: ${first.message}; fix the syntax first`);
  if (!isNode(program)) throw new Error(`${path}: the parser gave no syntax tree`);
  return program;
}

/**
 * Every node of a tree, outside in. Names that are only labels (`a.label`, `{ label: … }`) are left
 * out: what is left as an `Identifier` refers to something.
 */
export function* nodesOf(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const [field, value] of Object.entries(node)) {
    if (isLabel(node, field)) continue;
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const child of values) if (isNode(child)) yield* nodesOf(child);
  }
}

/** The text of a string literal, also of a template without gaps; undefined for anything else. */
export function stringOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === "Literal" && typeof value["value"] === "string") return value["value"];
  if (value.type !== "TemplateLiteral" || !Array.isArray(value["quasis"])) return undefined;
  const chunks: readonly unknown[] = value["quasis"];
  return chunks.length === 1 ? chunkOf(chunks[0]) : undefined;
}

/** The text of one chunk of a template; undefined for anything else. */
export function chunkOf(value: unknown): string | undefined {
  if (!isNode(value) || value.type !== "TemplateElement") return undefined;
  const chunk = value["value"];
  if (typeof chunk !== "object" || chunk === null || !("cooked" in chunk)) return undefined;
  return typeof chunk.cooked === "string" ? chunk.cooked : undefined;
}

/** The name of an identifier; undefined for anything else. */
export function nameOf(value: unknown): string | undefined {
  if (!isNode(value) || value.type !== "Identifier") return undefined;
  return typeof value["name"] === "string" ? value["name"] : undefined;
}

/** Line of a position, counted from 1. */
export function lineAt(source: string, position: number): number {
  return source.slice(0, position).split("\n").length;
}

/** Whether a value is a node of a syntax tree. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

function isLabel(node: SyntaxNode, field: string): boolean {
  if (node["computed"] === true) return false;
  return field === "key" || (field === "property" && node.type === "MemberExpression");
}
