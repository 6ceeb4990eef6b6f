import { onOutput } from "../../support/leaks/watch.ts";

/** What the processes of the service wrote meanwhile, to the log and to the metrics. */
export interface Output {
  text(): string;
  stop(): void;
}

/** Listens from now on. */
export function listenToOutput(): Output {
  const lines: string[] = [];
  const stop = onOutput((text) => lines.push(text));
  return { text: () => lines.join("\n"), stop };
}
