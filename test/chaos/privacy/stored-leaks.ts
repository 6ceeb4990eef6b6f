import type { Played } from "./leaks.ts";
import { MEMBERS } from "./members.ts";

/**
 * What whoever has the database, but not the keys, can read: every column of every row as a dump writes it, and
 * bytes as the text they would be. Free words without a name are searchable by design, and receipts and passes
 * are kept as they are.
 */
export async function storedLeaks({ world, codes, strayed }: Played): Promise<readonly string[]> {
  const { sql } = world.clock;
  const values = MEMBERS.flatMap(({ name, phone, mail, identity, guest, work, application }) => [
    ...[name, phone, mail, identity],
    ...[guest, work].filter((value) => !strayed.has(value)),
    ...[application.number, application.applicant, application.step, application.missing],
  ]);
  const secret = codes.all().filter(({ isKept }) => !isKept);
  const tails = MEMBERS.map(({ application }) => application.tail)
    .filter((tail) => !strayed.has(tail))
    .map((tail) => `\\m${tail}\\M`)
    .join("|");
  const looked = [...values, ...secret.flatMap(({ text }) => [text, text.replace("-", "")])];
  const tables = await tablesOf(sql);
  const looks = tables.map(
    (name) => `select distinct '${name}' as name, value from "${name}" as row, looked
      where position(value in row::text) > 0 or position(hex in row::text) > 0
      union all select '${name}', 'the end of a phone' from "${name}" as row
      where row::text ~ $2 and exists (select from json_each_text(row_to_json(row)) as field
        where field.value ~ $2 and field.value !~ '^\\d{4}-\\d\\d-\\d\\d|^\\\\x')`,
  );
  const found = await sql.unsafe<{ name: string; value: string }[]>(
    `with looked as (select value, encode(convert_to(value, 'UTF8'), 'hex') as hex
      from json_array_elements_text($1::text::json) as value) ${looks.join(" union all ")}`,
    [JSON.stringify(looked), tails || "nobody"],
  );
  return found.map(({ name, value }) => `${value} stands in the table ${name}`);
}

async function tablesOf(sql: Played["world"]["clock"]["sql"]): Promise<readonly string[]> {
  const rows = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`;
  return rows.map(({ name }) => name);
}
