import { lineAt, nameOf, nodesOf, parse, type SyntaxNode, stringOf } from "./syntax.ts";
import type { ProjectFile } from "./tree.ts";

/** One import of a file, whatever its form. */
export interface Import {
  readonly line: number;
  /** What is imported, as written; undefined when it is computed at run time. */
  readonly target: string | undefined;
  /** Gone after compilation: `import type`, `export type … from`, `import("…").Type`. */
  readonly typesOnly: boolean;
}

/** Every import of a file: static, re-exported, dynamic, in a type, by `require`. */
export function importsOf(file: ProjectFile): readonly Import[] {
  const found: Import[] = [];
  for (const node of nodesOf(parse(file.path, file.source))) {
    const source = importedBy(node);
    if (source === undefined) continue;
    found.push({
      line: lineAt(file.source, node.start),
      target: stringOf(source),
      typesOnly: isTypesOnly(node),
    });
  }
  return found;
}

/** The node that names what is imported; undefined when this node imports nothing. */
function importedBy(node: SyntaxNode): unknown {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "ImportExpression":
    case "TSImportType":
      return node["source"];
    case "ExportNamedDeclaration":
      return node["source"] ?? undefined;
    case "TSExternalModuleReference":
      return node["expression"];
    case "CallExpression":
      return nameOf(node["callee"]) === "require" ? firstArgument(node) : undefined;
    default:
      return undefined;
  }
}

function isTypesOnly(node: SyntaxNode): boolean {
  return (
    node.type === "TSImportType" || node["importKind"] === "type" || node["exportKind"] === "type"
  );
}

function firstArgument(call: SyntaxNode): unknown {
  const given: readonly unknown[] = Array.isArray(call["arguments"]) ? call["arguments"] : [];
  return given[0];
}
