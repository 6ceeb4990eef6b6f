import { isNode, lineAt, nameOf, nodesOf, parse, type SyntaxNode } from "./syntax.ts";
import type { ProjectFile } from "./tree.ts";

/** A use of something outside a file's own values: the clock, chance, the process, the network. */
export interface AmbientUse {
  readonly line: number;
  readonly what: string;
}

const AMBIENT_NAMES = new Set([
  "console",
  "crypto",
  "fetch",
  "globalThis",
  "performance",
  "process",
  "queueMicrotask",
  "setImmediate",
  "setInterval",
  "setTimeout",
]);
const AMBIENT_MEMBERS = new Set(["Date.now", "Math.random"]);

/** Every use of the clock, of chance, of the process or of the network in a file. */
export function ambientUses(file: ProjectFile): readonly AmbientUse[] {
  const found: AmbientUse[] = [];
  for (const node of nodesOf(parse(file.path, file.source))) {
    const what = ambient(node);
    if (what !== undefined) found.push({ line: lineAt(file.source, node.start), what });
  }
  return found;
}

function ambient(node: SyntaxNode): string | undefined {
  switch (node.type) {
    case "Identifier": {
      const name = nameOf(node);
      return name !== undefined && AMBIENT_NAMES.has(name) ? name : undefined;
    }
    case "MemberExpression": {
      const member = `${nameOf(node["object"])}.${nameOf(node["property"])}`;
      return AMBIENT_MEMBERS.has(member) ? member : undefined;
    }
    case "NewExpression":
      return isDate(node) && isEmpty(node["arguments"]) ? "new Date()" : undefined;
    case "CallExpression":
      return isDate(node) ? "Date()" : undefined;
    default:
      return undefined;
  }
}

function isDate(node: SyntaxNode): boolean {
  return isNode(node["callee"]) && nameOf(node["callee"]) === "Date";
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
