import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** The real service in a process of its own. */
export interface RunningService {
  readonly url: string;
  /** kill -9; resolves once the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** Starts the service on a data folder and waits until it is open. */
export async function startService(dataDir: string): Promise<RunningService> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", "src/main.ts"], {
    env: { PATH, HOME, DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "error" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  const url = await addressOf(child, ended);
  return {
    url,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
      return child.exitCode;
    },
  };
}

function addressOf(child: ChildProcess, ended: Promise<unknown>): Promise<string> {
  let said = "";
  return new Promise((resolve, reject) => {
    const read = (part: Buffer) => {
      said += part.toString("utf8");
      const [, url] = /open: (http\S+)/.exec(said) ?? [];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    void ended.then(() => reject(new Error(`The service did not start: ${said}`)));
  });
}
