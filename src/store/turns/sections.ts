import { LEASE } from "../outbound/lease.ts";

/** How a column travels inside of the json parameter, and what it is in TypeScript. */
interface ColumnTypes {
  readonly text: string | null;
  readonly texts: readonly string[];
  readonly integer: number | null;
  readonly number: number | null;
  readonly boolean: boolean;
  /** Base64. */
  readonly bytes: string | null;
  /** ms UTC. */
  readonly instant: number;
}
type ColumnType = keyof ColumnTypes;
type Columns = Readonly<Record<string, ColumnType>>;

/** One kind of row that a turn's statement writes, each row for one lane. */
interface Section<Own extends Columns = Columns> {
  readonly columns: Own;
  /** The statement's parts that write the rows; `rows` is a table expression of the lane's own rows. */
  readonly write: (rows: string) => Readonly<Record<string, string>>;
}

/** A row of a section: the lane whose move it depends on, and the columns. */
export type RowOf<Which extends Section> = { readonly lane: string } & {
  readonly [Name in keyof Which["columns"]]: ColumnTypes[Which["columns"][Name]];
};

const JSON_TYPE: Readonly<Record<ColumnType, string>> = {
  text: "text",
  texts: "text[]",
  integer: "integer",
  number: "double precision",
  boolean: "boolean",
  bytes: "text",
  instant: "double precision",
};

/** The rows in parameter `number`, without those of lanes that another turn was quicker on. */
export function recordset({ columns }: Section, number: number): string {
  const types = Object.entries({ lane: "text" as const, ...columns });
  const list = types.map(([name, type]) => `${name} ${JSON_TYPE[type]}`).join(", ");
  return `json_to_recordset($${number}::json) as row(${list}) join moved on moved.id = row.lane`;
}

function value([name, type]: readonly [string, ColumnType]): string {
  if (type === "bytes") return `decode(row.${name}, 'base64')`;
  if (type === "instant") return `to_timestamp(row.${name} / 1000)`;
  return `row.${name}`;
}

function plainInsert<const Own extends Columns>(table: string, columns: Own): Section<Own> {
  const names = Object.keys(columns).join(", ");
  const values = Object.entries(columns).map(value).join(", ");
  return {
    columns,
    write: (rows) => ({
      [`added_${table}`]: `insert into ${table} (${names}) select ${values} from ${rows}`,
    }),
  };
}

function section<const Own extends Columns>(columns: Own, write: Section["write"]): Section<Own> {
  return { columns, write };
}

const people = plainInsert("people", {
  id: "text",
  data_key: "bytes",
  master_key: "text",
  locale: "text",
});

const spaces = section(
  {
    id: "text",
    installation: "text",
    platform_id: "text",
    kind: "text",
    title_masked: "text",
    title_sealed: "bytes",
    unreachable: "boolean",
  },
  (rows) => ({
    added_spaces: `
      insert into spaces (id, installation, platform_id, kind, title_masked, title_sealed,
        unreachable_since)
      select row.id, row.installation, row.platform_id, row.kind, row.title_masked,
        decode(row.title_sealed, 'base64'), case when row.unreachable then now() end
      from ${rows}`,
  }),
);

const accounts = plainInsert("accounts", {
  id: "text",
  person: "text",
  installation: "text",
  platform_id: "text",
  name_masked: "text",
  name_sealed: "bytes",
  locale_tag: "text",
  direct_space: "text",
});

const accountChanges = section(
  {
    id: "text",
    name_masked: "text",
    name_sealed: "bytes",
    locale_tag: "text",
    direct_space: "text",
  },
  (rows) => ({
    account_changes: `
      update accounts set
        name_masked = coalesce(row.name_masked, accounts.name_masked),
        name_sealed = coalesce(decode(row.name_sealed, 'base64'), accounts.name_sealed),
        locale_tag = coalesce(row.locale_tag, accounts.locale_tag),
        direct_space = coalesce(row.direct_space, accounts.direct_space),
        unreachable_since = null,
        last_seen_at = now()
      from ${rows} where accounts.id = row.id`,
  }),
);

const spaceChanges = section(
  { id: "text", title_masked: "text", title_sealed: "bytes", unreachable: "boolean" },
  (rows) => ({
    space_changes: `
      update spaces set
        title_masked = coalesce(row.title_masked, spaces.title_masked),
        title_sealed = coalesce(decode(row.title_sealed, 'base64'), spaces.title_sealed),
        unreachable_since = case when row.unreachable then coalesce(spaces.unreachable_since, now()) end
      from ${rows} where spaces.id = row.id`,
  }),
);

const chosenLocales = section({ locale: "text" }, (rows) => ({
  chosen_locales: `update people set locale = row.locale from ${rows} where people.id = row.lane`,
}));

const inbound = plainInsert("inbound", {
  lane: "text",
  revision: "integer",
  installation: "text",
  delivery_key: "text",
  content_key: "text",
  outcome: "text",
});

const turns = plainInsert("turns", {
  lane: "text",
  revision: "integer",
  occurrence: "text",
  flow: "text",
  version: "integer",
  step_before: "text",
  step_after: "text",
  outcome: "text",
  clauses: "texts",
  confidence: "number",
});

const transcript = plainInsert("transcript", {
  lane: "text",
  revision: "integer",
  space: "text",
  thread: "text",
  message_id: "text",
  masked: "text",
  sealed: "bytes",
  said_at: "instant",
});

const questions = plainInsert("questions", {
  reference: "text",
  lane: "text",
  revision: "integer",
  ordinal: "integer",
  asker: "text",
  space: "text",
  thread: "text",
  message_id: "text",
  public: "boolean",
  locale: "text",
  masked: "text",
  sealed: "bytes",
  outcome: "text",
  clauses: "texts",
  facts: "texts",
  confidence: "number",
  desk: "text",
  detail: "text",
  repeats: "text",
});

const consents = plainInsert("consents", {
  person: "text",
  purpose: "text",
  text_version: "integer",
  kept_days: "integer",
});

const timersSet = section({ run: "integer", name: "text", after_ms: "number" }, (rows) => ({
  timers_set: `
    insert into timers (lane, run, name, due_at)
    select row.lane, row.run, row.name, now() + row.after_ms * interval '1 millisecond' from ${rows}
    on conflict (lane, run, name) do update set due_at = excluded.due_at`,
}));

/** `name` is the one timer to clear, else all of the run's go; `keep` are those set in the same turn. */
const timersCleared = section({ run: "integer", name: "text", keep: "texts" }, (rows) => ({
  timers_cleared: `
    delete from timers using ${rows}
    where timers.lane = row.lane and timers.run = row.run
      and (row.name is null or timers.name = row.name) and timers.name <> all (row.keep)`,
}));

/**
 * The message and its fate. The token is the one given, else the one of the account that the person used
 * last, else the space's; without any the message is kept as unreachable. A wished lease is granted when nothing
 * unsettled is before the message in its chat but what its process is sending itself.
 */
const outbound = section(
  {
    id: "text",
    revision: "integer",
    ordinal: "integer",
    destination: "text",
    to_space: "text",
    to_person: "text",
    thread: "text",
    reply_to: "text",
    card_key: "text",
    locale: "text",
    purpose: "text",
    masked: "text",
    sealed: "bytes",
    installation: "text",
    chat: "text",
    priority: "integer",
    lease: "boolean",
    after: "texts",
  },
  (rows) => ({
    outbound: `
      insert into outbound (id, cause, revision, ordinal, destination, to_space, to_person, thread,
        reply_to, card_key, locale, purpose, masked, sealed)
      select row.id, row.lane, row.revision, row.ordinal, row.destination, row.to_space, row.to_person,
        row.thread, row.reply_to, row.card_key, row.locale, row.purpose, row.masked,
        decode(row.sealed, 'base64') from ${rows}`,
    deliveries: `
      insert into deliveries (outbound, installation, chat, priority, state, reason, due_at)
      select row.id, token.installation, row.chat, row.priority,
        case when token.installation is null then 'unreachable' else 'queued' end,
        case when token.installation is null then 'no account' end,
        case when row.lease and not exists (
          select from deliveries earlier
          where earlier.chat = row.chat and earlier.priority >= row.priority
            and earlier.state in ('queued', 'later', 'sending')
            and earlier.outbound <> all (row.after)
        ) then now() + ${LEASE} else now() end
      from ${rows}
      cross join lateral (select coalesce(
        row.installation,
        (select installation from accounts where person = row.to_person
          order by last_seen_at desc limit 1),
        (select installation from spaces where id = row.to_space)) as installation) as token
      order by row.lane, row.ordinal
      returning outbound, due_at > now() as leased`,
  }),
);

/** Messages that another process sends: it hears their ids as the transaction commits. */
const announced = section({ outbound: "text" }, (rows) => ({
  announced: `select count(pg_notify('outbound', row.outbound)) as announced from ${rows}`,
}));

export const SECTIONS = {
  people,
  spaces,
  accounts,
  accountChanges,
  spaceChanges,
  chosenLocales,
  inbound,
  turns,
  transcript,
  questions,
  consents,
  timersSet,
  timersCleared,
  outbound,
  announced,
};
