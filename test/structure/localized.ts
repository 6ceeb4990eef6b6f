import {
  chunkOf,
  isNode,
  lineAt,
  nameOf,
  nodesOf,
  parse,
  type SyntaxNode,
  stringOf,
} from "./syntax.ts";
import type { ProjectFile } from "./tree.ts";

/** One text that exists, or should exist, in both languages: an object with `zh` or `en`. */
export interface LocalizedText {
  readonly path: string;
  readonly line: number;
  /** What is written in each language, gaps left out; undefined when the language is missing. */
  readonly zh: string | undefined;
  readonly en: string | undefined;
}

/** Every `{ zh, en }` written in a file whose values are texts or functions that make texts. */
export function localizedTexts(file: ProjectFile): readonly LocalizedText[] {
  const found: LocalizedText[] = [];
  for (const node of nodesOf(parse(file.path, file.source))) {
    if (node.type !== "ObjectExpression") continue;
    const values = { zh: valueIn(node, "zh"), en: valueIn(node, "en") };
    if (![values.zh, values.en].some(isWritten)) continue;
    found.push({
      path: file.path,
      line: lineAt(file.source, node.start),
      zh: values.zh && writtenIn(values.zh),
      en: values.en && writtenIn(values.en),
    });
  }
  return found;
}

function valueIn(object: SyntaxNode, language: string): SyntaxNode | undefined {
  const properties: readonly unknown[] = Array.isArray(object["properties"])
    ? object["properties"]
    : [];
  for (const property of properties) {
    if (!isNode(property)) continue;
    const key = nameOf(property["key"]) ?? stringOf(property["key"]);
    if (key === language && isNode(property["value"])) return property["value"];
  }
  return undefined;
}

/** What holds no text of its own: a reference, a schema, a list of words to recognise. */
const WORDLESS = new Set([
  "ArrayExpression",
  "CallExpression",
  "Identifier",
  "MemberExpression",
  "ObjectExpression",
]);

/** Values of a table of languages, not texts in a language. */
const LANGUAGE_TAGS = new Set(["zh", "en", "zh-CN", "zh-Hans"]);

function isWritten(value: SyntaxNode | undefined): boolean {
  if (value === undefined || WORDLESS.has(value.type)) return false;
  const text = stringOf(value);
  return text === undefined ? writtenIn(value) !== "" : !LANGUAGE_TAGS.has(text);
}

/** All the words in a value, one line for each piece of text. */
function writtenIn(value: SyntaxNode): string {
  const pieces: string[] = [];
  for (const node of nodesOf(value)) {
    const piece = chunkOf(node) ?? (node.type === "Literal" ? stringOf(node) : undefined);
    if (piece !== undefined && piece.trim() !== "") pieces.push(piece.trim());
  }
  return pieces.join("\n");
}
