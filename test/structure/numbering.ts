import { z } from "zod";

/** What is wrong with the numbers of the migrations, `NNNN_name.sql` counted from 0000. */
export function migrationProblems(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path, index) => {
    const number = String(index).padStart(4, "0");
    const fits = new RegExp(`^migrations/${number}_[a-z0-9_]+\\.sql$`).test(path);
    return fits ? [] : [`${path} should be number ${number}: migrations/${number}_<name>.sql`];
  });
}

const journalSchema = z.object({
  entries: z.array(z.object({ idx: z.number(), tag: z.string() })),
});

/** Where drizzle's journal and the migration files disagree: what isn't in it is never run. */
export function journalProblems(journal: string, paths: readonly string[]): readonly string[] {
  const { entries } = journalSchema.parse(JSON.parse(journal));
  const named = entries.map(({ tag }) => `migrations/${tag}.sql`);
  return [
    ...paths.filter((path) => !named.includes(path)).map((path) => `${path} is not in the journal`),
    ...named
      .filter((path) => !paths.includes(path))
      .map((path) => `${path} is only in the journal`),
    ...entries.filter(({ idx }, index) => idx !== index).map(({ tag }) => `${tag} is out of order`),
  ];
}

const GRAPH =
  /^flows\/(?<folder>[^/]+)\/graphs\/(?<flow>[a-z0-9.-]+)\.v(?<version>[1-9]\d*)\.json$/;

/**
 * What is wrong with the graph files, `flows/<folder>/graphs/<flow id>.v<N>.json` counted from 1.
 * Each of the flow folders has a graph at least.
 */
export function graphProblems(
  folders: readonly string[],
  paths: readonly string[],
): readonly string[] {
  const graphs = paths.map((path) => ({ path, parts: GRAPH.exec(path)?.groups }));
  const misnamed = graphs.filter(({ parts }) => parts === undefined).map(({ path }) => path);
  const drawn = new Set(graphs.map(({ parts }) => parts?.["folder"]));
  const empty = folders.filter((folder) => !drawn.has(folder));
  return [
    ...misnamed.map((path) => `${path} should be flows/<folder>/graphs/<flow id>.v<N>.json`),
    ...empty.map((folder) => `flows/${folder}/graphs has no graph of the folder's flow`),
    ...missingVersions(paths),
  ];
}

/** A version counts on the one before it: v3 without v2 means that a graph was lost. */
function missingVersions(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const version = Number(GRAPH.exec(path)?.groups?.["version"] ?? 1);
    const before = path.replace(/\d+\.json$/, `${version - 1}.json`);
    return version === 1 || paths.includes(before) ? [] : [`${path} needs ${before} before it`];
  });
}
