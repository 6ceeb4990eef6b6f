import type { Adapter, FetchedFile, FetchLimits } from "../engine/adapter.ts";

/** The one way to what people sent as files, whatever platform they sent it on. */
export interface IncomingFiles {
  /** Fetches a file by the reference its event told; gone when that installation is served no more. Never rejects. */
  fetch(installation: string, reference: string, limits: FetchLimits): Promise<FetchedFile>;
}

/** Fetches through the adapter of the installation where the file came in. */
export function incomingFiles(adapters: readonly Adapter[]): IncomingFiles {
  return {
    async fetch(installation, reference, limits) {
      const adapter = adapters.find((one) => one.installation === installation);
      return (await adapter?.fetchFile?.(reference, limits)) ?? { kind: "gone" };
    },
  };
}
