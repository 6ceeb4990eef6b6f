/** The embedded server's superuser, its service database, and the database that holds the users' lock. */
export const SERVER_USER = "juchang";
export const SERVICE_DATABASE = "juchang";
export const MAINTENANCE_DATABASE = "postgres";

/**
 * Arguments of `initdb`. Encoding and sort order never depend on the machine: UTF-8, by code point,
 * with Unicode's letters from the version on that brings them along (17).
 */
export function initdbArguments(major: number, folder: string, passwordFile: string): string[] {
  const unicode = major >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : [];
  return [
    ...["-D", folder, "--username", SERVER_USER, "--pwfile", passwordFile],
    ...["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", ...unicode],
    ...["--data-checksums", "--no-sync"],
  ];
}

/**
 * Lines for postgresql.conf, written once so that an operator may change them: a small machine's
 * memory, no replication, and a log without statements, values or details, because those are
 * people's words.
 */
export function initialSettings(major: number): string {
  const lines = [
    "max_connections = 60",
    "shared_buffers = 32MB",
    "max_wal_size = 256MB",
    "max_wal_senders = 0",
    "max_logical_replication_workers = 0",
    "max_parallel_workers_per_gather = 0",
    "jit = off",
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    "log_min_messages = log",
    "log_min_error_statement = panic",
    "log_error_verbosity = terse",
    "log_checkpoints = off",
    ...(major >= 18 ? ["io_method = sync"] : []),
  ];
  return [
    "",
    "# Written when this database was made; a change counts from the next start.",
    ...lines,
    "",
  ].join("\n");
}

const THROWN_AWAY = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "max_connections=240",
];

/**
 * Arguments of `postgres` that hold at every start: one loopback port, no socket files. Without
 * `durable` nothing is forced to disk and many services may share it, for databases that are thrown
 * away.
 */
export function serverArguments(folder: string, port: number, durable: boolean): string[] {
  const settings = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "logging_collector=off",
    "log_destination=stderr",
    ...(durable ? [] : THROWN_AWAY),
  ];
  return ["-D", folder, ...settings.flatMap((setting) => ["-c", setting])];
}
