import { parse } from "yaml";
import { z } from "zod";
import { clauseHead } from "../content/clause.ts";
import { localizedText } from "../content/shared-schemas.ts";
import { renderClause } from "./clause-text.ts";

/** A clause text of a file to be imported, with the id it claims. */
export interface ImportedClause {
  readonly id: string;
  readonly content: string;
}

/** The clauses of a file, or what is wrong with it as a whole. */
export type ReadImport =
  | { readonly kind: "read"; readonly clauses: readonly ImportedClause[] }
  | { readonly kind: "faulty"; readonly reasons: readonly string[] };

/** A clause file begins: front matter whose first key is the id. */
const BEGINS = /^---[ \t]*\r?\n(?=id:)/gm;
const ID = /^id:[ \t]*["']?([a-z0-9-]+)/m;

/** Reads Markdown with one clause file after the other, or YAML with a list of clauses with `body: {zh, en}`. */
export function readImport(name: string, text: string): ReadImport {
  return /\.ya?ml$/iu.test(name) ? readYamlClauses(text) : readMarkdownClauses(text);
}

function readMarkdownClauses(text: string): ReadImport {
  const starts = [...text.matchAll(BEGINS)].map(({ index }) => index);
  if (starts.length === 0) {
    return { kind: "faulty", reasons: ["no clause found: begin it with --- and a line id: …"] };
  }
  const clauses = starts.map((start, at) => {
    const content = text.slice(start, starts[at + 1]).trimEnd();
    return { id: ID.exec(content)?.[1] ?? "", content: `${content}\n` };
  });
  return { kind: "read", clauses };
}

const listed = z.array(z.looseObject({ id: z.string(), body: localizedText })).min(1);

function readYamlClauses(text: string): ReadImport {
  const entries = listed.safeParse(parseYaml(text));
  if (!entries.success) return { kind: "faulty", reasons: reasonsOf(entries.error, "") };
  const clauses: ImportedClause[] = [];
  const reasons: string[] = [];
  for (const { body, ...head } of entries.data) {
    const read = clauseHead.safeParse(head);
    if (read.success) {
      clauses.push({ id: head.id, content: renderClause({ ...read.data, body }) });
    } else reasons.push(...reasonsOf(read.error, head.id));
  }
  return reasons.length > 0 ? { kind: "faulty", reasons } : { kind: "read", clauses };
}

function parseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function reasonsOf(error: z.ZodError, id: string): readonly string[] {
  return error.issues.map(({ path, message }) =>
    [id, path.map(String).join("."), message].filter((part) => part !== "").join(": "),
  );
}
