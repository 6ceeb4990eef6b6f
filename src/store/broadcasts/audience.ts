import type { Platform } from "../../engine/adapter.ts";
import type { Transaction } from "../../engine/terms.ts";
import type { Locale } from "../locale.ts";
import { IN_PLAYGROUND_TEXT } from "../playground-installation.ts";
import { sessionOf } from "../session.ts";
import { type AudiencePart, type Selection, selectionOf, type Value } from "./audience-parts.ts";

/** Who an announcement is for. */
export interface Audience {
  readonly parts: readonly AudiencePart[];
  /** Whoever has muted it gets no private copy. */
  readonly topic: string;
  /** Of the playground, or of everything else. */
  readonly playground: boolean;
}

/**
 * The recipients as a query: one row a person, with the account to write to, and one a group. A person who never
 * opened the bot on Telegram cannot be written to, nor can, as far as is known, chats from which the bot was removed or
 * blocked and accounts that no direct chat can be opened with; whoever muted the topic is not.
 */
function recipientsQuery({ parts, topic, playground }: Audience): Selection {
  const values: Value[] = [topic, playground];
  const wanted = parts.map((part) => {
    const selection = selectionOf(part, values.length + 1);
    values.push(...selection.values);
    return selection.sql;
  });
  const none = "select null::text as person, null::text as space where false";
  return {
    values,
    sql: `
      wanted as (${wanted.join(" union all ") || none}),
      places as (
        select distinct on (accounts.person) accounts.person, accounts.installation,
          accounts.locale_tag,
          (installations.platform <> 'telegram' or accounts.direct_space is not null)
            and direct.unreachable_since is null
            and accounts.unreachable_since is null as reachable
        from accounts join installations on installations.id = accounts.installation
        left join spaces direct on direct.id = accounts.direct_space
        where (${IN_PLAYGROUND_TEXT}) = $2::boolean
          and accounts.person in (select person from wanted)
        order by accounts.person, reachable desc, accounts.last_seen_at desc
      ),
      recipients as (
        select people.id as person, null::text as space, places.installation,
          coalesce(people.locale, case when lower(places.locale_tag) like 'en%' then 'en' end,
            'zh-CN') as locale,
          case when places.reachable is distinct from true then 'unreachable'
            when topic_choices.person is not null then 'muted' end as skipped
        from people
        left join places on places.person = people.id
        left join topic_choices on topic_choices.person = people.id
          and topic_choices.topic = $1::text and topic_choices.choice = 'muted'
        where people.id in (select person from wanted) and people.erased_at is null
          and (places.person is not null
            or not exists (select from accounts where accounts.person = people.id))
        union all
        select null, spaces.id, spaces.installation, spaces.locale,
          case when spaces.unreachable_since is not null then 'unreachable' end
        from spaces
        join installations on installations.id = spaces.installation
        where spaces.id in (select space from wanted)
          and (${IN_PLAYGROUND_TEXT}) = $2::boolean
      )`,
  };
}

/** How many an audience is, by the token that would send the copies. */
export interface AudienceCount {
  readonly installation: string | undefined;
  readonly platform: Platform | undefined;
  readonly kind: "person" | "group";
  readonly skipped: "muted" | "unreachable" | undefined;
  readonly count: number;
}

type CountRow = { readonly [Key in keyof AudienceCount]: AudienceCount[Key] | null };

/** Counts an audience without keeping it. */
export async function countAudience(
  transaction: Transaction,
  audience: Audience,
): Promise<readonly AudienceCount[]> {
  const { sql, values } = recipientsQuery(audience);
  const rows = await sessionOf(transaction).sql.unsafe<CountRow[]>(
    `with ${sql}
     select recipients.installation, installations.platform, recipients.skipped,
       case when recipients.person is null then 'group' else 'person' end as kind,
       count(*)::int as count
     from recipients left join installations on installations.id = recipients.installation
     group by 1, 2, 3, 4`,
    [...values],
  );
  return rows.map(({ installation, platform, kind, skipped, count }) => ({
    installation: installation ?? undefined,
    platform: platform ?? undefined,
    kind: kind ?? "person",
    skipped: skipped ?? undefined,
    count: count ?? 0,
  }));
}

/** A person of an audience, with the token and the language of what is written to them. */
export interface ListedPerson {
  readonly person: string;
  readonly installation: string | undefined;
  readonly locale: Locale;
  readonly skipped: "muted" | "unreachable" | undefined;
}

/** The people of an audience, without its groups and without keeping them. */
export async function listAudience(
  transaction: Transaction,
  audience: Audience,
): Promise<readonly ListedPerson[]> {
  const { sql, values } = recipientsQuery(audience);
  const rows = await sessionOf(transaction).sql.unsafe<ListedRow[]>(
    `with ${sql}
     select person, installation, locale, skipped from recipients
     where person is not null order by person`,
    [...values],
  );
  return rows.map(({ person, installation, locale, skipped }) => ({
    person,
    installation: installation ?? undefined,
    locale,
    skipped: skipped ?? undefined,
  }));
}

interface ListedRow extends Pick<ListedPerson, "person" | "locale"> {
  readonly installation: string | null;
  readonly skipped: "muted" | "unreachable" | null;
}

/** Keeps an announcement's recipients, a row each; returns how many. */
export async function keepRecipients(
  transaction: Transaction,
  broadcast: string,
  audience: Audience,
): Promise<number> {
  const { sql, values } = recipientsQuery(audience);
  const { count } = await sessionOf(transaction).sql.unsafe(
    `with ${sql}
     insert into broadcast_recipients
       (broadcast, ordinal, person, space, installation, locale, skipped)
     select $${values.length + 1}::text, row_number() over (order by space nulls last, person),
       person, space, installation, locale, skipped from recipients`,
    [...values, broadcast],
  );
  return count;
}
