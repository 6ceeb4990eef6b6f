import type { Event } from "../../engine/event.ts";
import { newId } from "../new-id.ts";
import type { DataKey, WrappedKey } from "../sealing/data-key.ts";
import { mask, maskName } from "../sealing/mask.ts";
import { seal } from "../sealing/seal.ts";
import { base64 } from "../storable.ts";
import type { Rows } from "./statement.ts";

/** Rows for people, accounts and spaces that the database does not have yet, or has otherwise. */
export type IdentityRows = Pick<
  Rows,
  "people" | "spaces" | "accounts" | "accountChanges" | "spaceChanges"
>;

/** A lane that brings nobody and nothing new. */
export const NOBODY_NEW: IdentityRows = {};

/** Who is meant: ids new or known, and the lane whose commit writes them. */
interface Identity {
  readonly lane: string;
  readonly space: string;
  readonly person?: string | undefined;
  readonly key: DataKey;
}

/** A space nobody has spoken in before. */
export function newSpace(event: Event, { lane, space }: Identity, service: DataKey): IdentityRows {
  const { platformId, kind } = event.space;
  const { installation } = event;
  const unreachable = isFarewell(event);
  const row = { lane, id: space, installation, platform_id: platformId, kind, unreachable };
  return { spaces: [{ ...row, ...titleColumns(event.space.title, service) }] };
}

/** Whether the bot can write there no more: it was removed or blocked. Whatever else arrives from a space says it can. */
export function isFarewell({ body }: Pick<Event, "body">): boolean {
  return body.kind === "leave";
}

/** A space whose title is another one now, or that can be written to again, or no more. */
export function changedSpace(
  event: Event,
  { lane, space }: Identity,
  service: DataKey,
): IdentityRows {
  const title = titleColumns(event.space.title, service);
  return { spaceChanges: [{ lane, id: space, ...title, unreachable: isFarewell(event) }] };
}

function titleColumns(title: string | undefined, service: DataKey) {
  return title === undefined
    ? { title_masked: null, title_sealed: null }
    : { title_masked: mask(title), title_sealed: base64(seal(service, title)) };
}

/** A person we have never met, with the account they wrote from. */
export function newPerson(event: Event, identity: Identity, wrapped: WrappedKey): IdentityRows {
  const { lane } = identity;
  const id = wrapped.dataKey.owner;
  const person = {
    lane,
    id,
    data_key: base64(wrapped.wrapped),
    master_key: wrapped.masterKey,
    locale: null,
  };
  const account = {
    lane,
    id: newId(),
    person: id,
    installation: event.installation,
    platform_id: event.account?.platformId ?? "",
    ...accountColumns(event, identity),
  };
  return { people: [person], accounts: [account] };
}

/** An account seen again: its name, language or direct chat may be other ones now, and it can be written to. */
export function changedAccount(event: Event, identity: Identity, account: string): IdentityRows {
  const { lane } = identity;
  return { accountChanges: [{ lane, id: account, ...accountColumns(event, identity) }] };
}

function accountColumns({ account, space }: Event, { key, space: spaceId }: Identity) {
  const { name, localeTag } = account ?? {};
  return {
    name_masked: name === undefined ? null : maskName(name),
    name_sealed: name === undefined ? null : base64(seal(key, name)),
    locale_tag: localeTag ?? null,
    direct_space: space.kind === "direct" ? spaceId : null,
  };
}
