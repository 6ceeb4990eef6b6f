import type { Problem } from "../content/problems.ts";
import type { KnowledgeBase } from "../load.ts";

/** Clause ids that data files name although no clause has them. */
export function strayReferences({ clauses, related, pointers, outside }: KnowledgeBase): Problem[] {
  const known = new Set(clauses.map(({ id }) => id));
  const stray = (file: string, where: string, ids: readonly string[]): Problem[] =>
    ids
      .filter((id) => !known.has(id))
      .map((id) => ({ file, line: 1, message: `${where}: no clause has the id ${id}` }));
  return [
    ...Object.entries(related).flatMap(([id, others]) =>
      stray("related.yaml", id, [id, ...others]),
    ),
    ...pointers.flatMap((pointer, at) =>
      stray("pointers.yaml", `pointer ${at + 1}`, pointer.clauses),
    ),
    ...Object.entries(outside.facets).flatMap(([key, { statedBy }]) =>
      stray("outside.yaml", `facets.${key}`, statedBy ?? []),
    ),
  ];
}
