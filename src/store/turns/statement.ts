import { jsonRows } from "../storable.ts";
import { type RowOf, recordset, SECTIONS } from "./sections.ts";

type SectionName = keyof typeof SECTIONS;

/** The rows of one statement, by section. */
export type Rows = {
  readonly [Name in SectionName]?: readonly RowOf<(typeof SECTIONS)[Name]>[];
};

/** The rows of several statements as those of one. */
export function mergeRows(all: readonly Rows[]): Rows {
  const merged: Record<string, object[]> = {};
  for (const rows of all) {
    for (const [name, some] of Object.entries(rows)) {
      merged[name] ??= [];
      merged[name].push(...some);
    }
  }
  return merged as Rows;
}

/** A lane's move to its next revision. */
export interface Move {
  readonly id: string;
  readonly revision: number;
  /** Sealed, base64. */
  readonly state: string;
  readonly state_format: number;
  readonly open_flow: string | null;
  readonly open_step: string | null;
}

export interface Statement {
  readonly text: string;
  readonly parameters: string[];
}

/**
 * The compare-and-set of the lanes. Everything else a turn writes is selected through it, so a turn whose
 * lane was moved by somebody else meanwhile writes nothing: above all not its inbound key, which would make
 * the redelivery look like a repeat. Lanes are locked in the order of their ids.
 */
const COMPARE_AND_SET = `
  insert into lanes as lane (id, revision, state, state_format, open_flow, open_step)
  select id, revision, decode(state, 'base64'), state_format, open_flow, open_step
  from json_to_recordset($1::json) as row(id text, revision integer, state text,
    state_format integer, open_flow text, open_step text)
  order by id collate "C"
  on conflict (id) do update set revision = excluded.revision, state = excluded.state,
    state_format = excluded.state_format, open_flow = excluded.open_flow,
    open_step = excluded.open_step, updated_at = now()
  where lane.revision = excluded.revision - 1
  returning id`;

/** One statement that moves the lanes and writes their rows; it returns the ids of the lanes it moved. */
export function commitStatement(moves: readonly Move[], rows: Rows): Statement {
  return compose(COMPARE_AND_SET, moves, rows);
}

const THESE_LANES = "select row.id from json_to_recordset($1::json) as row(id text)";

/** Writes the rows of lanes that the open transaction has locked already. */
export function plainStatement(lanes: readonly string[], rows: Rows): Statement {
  return compose(
    THESE_LANES,
    lanes.map((id) => ({ id })),
    rows,
  );
}

const NAMES = Object.keys(SECTIONS) as readonly SectionName[];
const texts = new Map<string, string>();

/** Only sections that have rows take part; each combination is written, and prepared, once. */
function compose(gate: string, lanes: readonly object[], rows: Rows): Statement {
  const present = NAMES.filter((name) => (rows[name]?.length ?? 0) > 0);
  const key = [gate, ...present].join();
  const text = texts.get(key) ?? writeText(gate, present);
  texts.set(key, text);
  return { text, parameters: [lanes, ...present.map((name) => rows[name] ?? [])].map(jsonRows) };
}

function writeText(gate: string, present: readonly SectionName[]): string {
  const parts = present.flatMap((name, index) => {
    const section = SECTIONS[name];
    return Object.entries(section.write(recordset(section, index + 2)));
  });
  const ctes = [["moved", gate] as const, ...parts].map(([name, sql]) => `${name} as (${sql})`);
  const announced = present.includes("announced") ? ", (select announced from announced)" : "";
  const leased = present.includes("outbound")
    ? ", (select array_to_json(array_agg(outbound)) from deliveries where leased) as leased"
    : "";
  return `with ${ctes.map((cte) => cte.replace(/\s+/g, " ")).join(",\n")}\nselect id${announced}${leased} from moved`;
}
