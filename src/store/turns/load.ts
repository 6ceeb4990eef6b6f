import type { Event } from "../../engine/event.ts";
import type { Desk, Role, Transaction } from "../../engine/terms.ts";
import type { GivenConsent } from "../../engine/turn.ts";
import type { Locale } from "../locale.ts";
import { newId } from "../new-id.ts";
import type { DataKey, WrappedKey } from "../sealing/data-key.ts";
import type { Keyring } from "../sealing/keyring.ts";
import { unseal } from "../sealing/seal.ts";
import { sessionOf } from "../session.ts";
import { jsonRows } from "../storable.ts";
import {
  changedAccount,
  changedSpace,
  type IdentityRows,
  isFarewell,
  newPerson,
  newSpace,
} from "./identities.ts";
import type { LoadedPerson, LoadedSpace, LoadedTurn } from "./loaded.ts";

/** The consents of the row's person that stand. */
export const CONSENTS = `(
  select json_agg(json_build_object('purpose', purpose, 'textVersion', text_version,
    'keptDays', kept_days)) from consents
  where consents.person = person.id and consents.withdrawn_at is null)`;

/** Each event is looked up by itself: joined to all of them at once, the planner would read whole tables. */
const LOAD = `
  select event.at, found.*
  from json_to_recordset($1::json) as event(at integer, installation text, delivery_key text,
    content_key text, account text, space text)
  cross join lateral (
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as now,
      exists (select from inbound
        where installation = event.installation and delivery_key = event.delivery_key)
        or exists (select from inbound
        where installation = event.installation and content_key = event.content_key) as seen,
      account.id as account, account.name_sealed, account.locale_tag, account.direct_space,
      account.last_seen_at < now() - interval '1 hour' as long_unseen,
      account.unreachable_since is not null as account_unreachable,
      person.id as person, person.data_key, person.locale, staff.role,
      array_to_json(staff.desks) as desks, ${CONSENTS} as consents,
      space.id as space, space.title_sealed, space.locale as space_locale, space.mode,
      space.unreachable_since is not null as unreachable,
      lane.revision, lane.state
    from (values (1)) as one
    left join accounts account
      on account.installation = event.installation and account.platform_id = event.account
    left join people person on person.id = account.person
    left join staff on staff.person = person.id
    left join spaces space
      on space.installation = event.installation and space.platform_id = event.space
    left join lanes lane on lane.id = case when event.account is null then space.id else person.id end
    offset 0
  ) as found`;

interface LoadRow {
  /** Which of the events. */
  readonly at: number;
  readonly now: number;
  readonly seen: boolean;
  readonly account: string | null;
  readonly name_sealed: Uint8Array | null;
  readonly locale_tag: string | null;
  readonly direct_space: string | null;
  readonly long_unseen: boolean | null;
  readonly account_unreachable: boolean;
  readonly person: string | null;
  readonly data_key: Uint8Array | null;
  readonly locale: Locale | null;
  readonly role: Role | null;
  readonly desks: Desk[] | null;
  readonly consents: GivenConsent[] | null;
  readonly space: string | null;
  readonly title_sealed: Uint8Array | null;
  readonly space_locale: Locale | null;
  readonly mode: "quiet" | "helpful" | null;
  readonly unreachable: boolean;
  readonly revision: number | null;
  readonly state: Uint8Array | null;
}

/** Everything a turn must know of an event's person, space and lane. */
export async function loadTurn(transaction: Transaction, event: Event): Promise<LoadedTurn> {
  const [loaded] = await loadTurns(transaction, [event]);
  if (!loaded) throw new Error("Loading a turn returned no row");
  if (loaded instanceof Error) throw loaded;
  return loaded;
}

/**
 * The same of several events in one round trip, in their order. An event that cannot be loaded gets its error
 * and hinders no other.
 */
export async function loadTurns(
  transaction: Transaction,
  events: readonly Event[],
): Promise<readonly (LoadedTurn | Error)[]> {
  const { sql, keyring } = sessionOf(transaction);
  const wanted = events.map(({ installation, deliveryKey, contentKey, account, space }, at) => ({
    at,
    installation,
    delivery_key: deliveryKey,
    content_key: contentKey ?? null,
    account: account?.platformId ?? null,
    space: space.platformId,
  }));
  const rows = await sql.unsafe<LoadRow[]>(LOAD, [jsonRows(wanted)], { prepare: true });
  const found = new Map(rows.map((row) => [row.at, row]));
  return events.map((event, at) => {
    const row = found.get(at);
    if (!row) return new Error("Loading a turn returned no row");
    try {
      return turnOf(keyring, event, row);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  });
}

function turnOf(keyring: Keyring, event: Event, row: LoadRow): LoadedTurn {
  const stranger = event.account && row.person === null ? keyring.create(newId()) : undefined;
  const key = stranger?.dataKey ?? knownKey(keyring, row) ?? keyring.service;
  const space = spaceOf(event, row);
  const person = event.account ? personOf(event, row, key, space) : undefined;
  const lane = person?.id ?? space.id;
  return {
    lane,
    revision: (row.revision ?? 0) + 1,
    now: Math.round(row.now),
    seen: row.seen,
    state: stateOf(key, row.state),
    installation: event.installation,
    space,
    person,
    key,
    introduces: introductions(keyring, event, row, { lane, space: space.id, key }, stranger),
  };
}

function knownKey(keyring: Keyring, { person, data_key }: LoadRow): DataKey | undefined {
  if (person === null) return undefined;
  if (data_key === null) throw new Error("An account belongs to a person who was erased");
  return keyring.open(person, data_key);
}

/** The state a lane was left in; undefined for a new lane. */
export function stateOf(key: DataKey, state: Uint8Array | null): unknown {
  if (state === null) return undefined;
  const opened = unseal(key, state);
  return opened.kind === "unsealed" ? JSON.parse(opened.value) : undefined;
}

function spaceOf(event: Event, row: LoadRow): LoadedSpace {
  return {
    id: row.space ?? newId(),
    platformId: event.space.platformId,
    kind: event.space.kind,
    locale: row.space_locale ?? undefined,
    mode: row.mode ?? "quiet",
  };
}

function personOf(event: Event, row: LoadRow, key: DataKey, space: LoadedSpace): LoadedPerson {
  return {
    id: key.owner,
    name: event.account?.name ?? textOf(key, row.name_sealed),
    locale: row.locale ?? undefined,
    localeTag: event.account?.localeTag ?? row.locale_tag ?? undefined,
    role: row.role ?? undefined,
    desks: row.desks ?? [],
    consents: row.consents ?? [],
    directSpace: space.kind === "direct" ? space.id : (row.direct_space ?? undefined),
  };
}

/** A text sealed with this key. */
export function textOf(key: DataKey, sealed: Uint8Array | null): string | undefined {
  const opened = sealed === null ? undefined : unseal(key, sealed);
  return opened?.kind === "unsealed" ? opened.value : undefined;
}

function introductions(
  keyring: Keyring,
  event: Event,
  row: LoadRow,
  identity: { readonly lane: string; readonly space: string; readonly key: DataKey },
  stranger: WrappedKey | undefined,
): IdentityRows {
  const { service } = keyring;
  return {
    ...(row.space === null ? newSpace(event, identity, service) : {}),
    ...(row.space !== null && spaceDiffers(event, row, service)
      ? changedSpace(event, identity, service)
      : {}),
    ...(stranger ? newPerson(event, identity, stranger) : {}),
    ...(row.account !== null && accountDiffers(event, row, identity)
      ? changedAccount(event, identity, row.account)
      : {}),
  };
}

function spaceDiffers(event: Event, row: LoadRow, service: DataKey): boolean {
  const { title } = event.space;
  if (row.unreachable !== isFarewell(event)) return true;
  return title !== undefined && title !== textOf(service, row.title_sealed);
}

function accountDiffers(
  { account, space }: Event,
  row: LoadRow,
  identity: { readonly space: string; readonly key: DataKey },
): boolean {
  if (account === undefined) return false;
  const { name, localeTag } = account;
  return (
    row.long_unseen === true ||
    row.account_unreachable ||
    (name !== undefined && name !== textOf(identity.key, row.name_sealed)) ||
    (localeTag !== undefined && localeTag !== row.locale_tag) ||
    (space.kind === "direct" && row.direct_space !== identity.space)
  );
}
