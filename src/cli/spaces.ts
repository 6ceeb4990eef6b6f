import { parseArgs } from "node:util";
import { STAFF_TAG } from "../domain/recipients.ts";
import { OPERATOR } from "../store/audit.ts";
import type { ListedSpace } from "../store/spaces.ts";
import type { Store } from "../store/store.ts";
import { type CliCommand, wrongUsage } from "./command.ts";
import { withStore } from "./store.ts";

/** A tag: `staff` for the group that staff share, else a word of theirs that announcements go by. */
const TAG = /^[\p{L}\p{N}:_-]{1,64}$/u;

export const spacesCommand: CliCommand = {
  name: "spaces",
  usage: `spaces list [--json] | spaces tag SPACE ${STAFF_TAG}|TAG [--remove]`,
  does: "the groups and channels the bot is in; tag one for staff, or by what announcements go to",
  run: (words, settings) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        remove: { type: "boolean", default: false },
      },
    });
    const [verb, name = "", tag = "", ...rest] = positionals;
    if (verb === "list" && name === "") {
      return withStore(settings, (store) => list(store, values.json));
    }
    if (verb !== "tag" || !TAG.test(tag) || rest.length > 0) {
      return Promise.resolve(wrongUsage(spacesCommand));
    }
    return withStore(settings, (store) => setTag(store, name, tag, !values.remove));
  },
};

async function list(store: Store, json: boolean): Promise<number> {
  for (const space of await store.spaces.list()) {
    const title = titleOf(space);
    const { id, platform, platformId, kind, locale, mode, tags } = space;
    const { unreachableSince: since } = space;
    const unreachableSince = since === undefined ? undefined : new Date(since).toISOString();
    const row = { id, platform, platformId, kind, title, locale, mode, tags, unreachableSince };
    const line = [id, `${platform}:${platformId}`, kind, tags.join(",") || "-", title ?? "-"];
    if (unreachableSince !== undefined) line.push(`unreachable since ${unreachableSince}`);
    process.stdout.write(`${json ? JSON.stringify(row) : line.join("  ")}\n`);
  }
  return 0;
}

function titleOf({ title }: ListedSpace): string | undefined {
  return title?.kind === "unsealed" ? title.value : undefined;
}

/** A space is named by our id, or by `platform:id` as the list shows it. */
async function setTag(store: Store, name: string, tag: string, on: boolean): Promise<number> {
  const space = (await store.spaces.list()).find(
    ({ id, platform, platformId }) => id === name || `${platform}:${platformId}` === name,
  );
  if (!space) {
    process.stderr.write("There is no such group or channel; “spaces list” shows all of them\n");
    return 1;
  }
  const others = space.tags.filter((each) => each !== tag);
  const tags = on ? [...others, tag] : others;
  await store.spaces.set(space.id, { tags });
  const details = { tags };
  await store.audit.add({ who: OPERATOR, what: "space.tagged", onWhat: space.id, details });
  process.stdout.write(
    `${space.platform}:${space.platformId} is tagged ${tags.join(",") || "-"}\n`,
  );
  return 0;
}
