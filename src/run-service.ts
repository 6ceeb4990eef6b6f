import { type App, startApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { ListenError } from "./http/listen-error.ts";
import { KnowledgeProblems } from "./knowledge/content/problems.ts";
import { StartError } from "./start-error.ts";
import { EmbeddedError } from "./store/embedded/embedded-error.ts";
import { DatabaseUnavailable } from "./store/errors.ts";
import { DatabaseNewer } from "./store/migrate.ts";
import { MasterKeyMissing } from "./store/sealing/data-key.ts";
import { createLogger, type Logger } from "./telemetry/log.ts";

const EXIT_CONFIG = 78;
const STOP_WITHIN_MS = 9_500;

/** Errors whose message is a line that says what to do. */
const FOR_THE_OPERATOR = [
  StartError,
  ListenError,
  EmbeddedError,
  DatabaseUnavailable,
  DatabaseNewer,
  MasterKeyMissing,
  KnowledgeProblems,
];

/** What is started with the service: it ends the process with a line that says why, or on a signal. */
export async function runService(): Promise<void> {
  const read = readConfig(process.env);
  if ("mistakes" in read) {
    for (const mistake of read.mistakes) process.stderr.write(`${mistake}\n`);
    process.exit(EXIT_CONFIG);
  }
  const { config, secrets } = read;
  const log = createLogger({ level: config.logLevel });
  try {
    const app = await startApp({ config, secrets, log });
    // Before anything is printed: whoever reads that it is open may already ask it to stop.
    stopOnSignal(app, log);
    for (const line of app.found) process.stdout.write(`${line}\n`);
  } catch (error) {
    const isForTheOperator = FOR_THE_OPERATOR.some((kind) => error instanceof kind);
    if (isForTheOperator && error instanceof Error) process.stderr.write(`${error.message}\n`);
    else log.error({ err: error }, "The service could not start");
    process.exit(1);
  }
}

function stopOnSignal(app: App, log: Logger): void {
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      // Whatever hangs, the process is gone before a supervisor would kill it.
      setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
      app.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, "Stopping failed");
          process.exit(1);
        },
      );
    });
  }
}
