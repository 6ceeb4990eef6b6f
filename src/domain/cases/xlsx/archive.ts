import { type Entry, openPromise, type ZipFile } from "yauzl";
import { TableRefused } from "../table/row.ts";
import { XLSX_LIMITS } from "./limits.ts";

/** The parts of a workbook, each read as a stream of text; all together stay within the limit. */
export interface Archive {
  readonly names: readonly string[];
  text(name: string): AsyncIterable<string>;
  close(): void;
}

const TOO_LARGE = `the workbook unpacks to more than ${XLSX_LIMITS.unpackedBytes / 1024 / 1024} MB; split the list`;
const NO_WORKBOOK = "this is no XLSX workbook that can be read; save it again as XLSX or CSV";

/** Opens a workbook. Bytes are counted as they come, too: its table of contents may say less than there is. */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch(
    (error: unknown) => {
      throw new TableRefused(NO_WORKBOOK, { cause: error });
    },
  );
  const entries = await entriesOf(zip);
  let unpacked = 0;
  return {
    names: [...entries.keys()],
    close: () => zip.close(),
    async *text(name) {
      const entry = entries.get(name);
      if (!entry) return;
      const decoder = new TextDecoder();
      try {
        for await (const chunk of await zip.openReadStreamPromise(entry)) {
          if (!(chunk instanceof Uint8Array)) throw new Error("A part is no stream of bytes");
          unpacked += chunk.length;
          if (unpacked > XLSX_LIMITS.unpackedBytes) throw new TableRefused(TOO_LARGE);
          yield decoder.decode(chunk, { stream: true });
        }
      } catch (error) {
        throw error instanceof TableRefused
          ? error
          : new TableRefused(NO_WORKBOOK, { cause: error });
      }
    },
  };
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  let announced = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.size === XLSX_LIMITS.parts) throw new TableRefused(NO_WORKBOOK);
      announced += entry.uncompressedSize;
      if (announced > XLSX_LIMITS.unpackedBytes) throw new TableRefused(TOO_LARGE);
      entries.set(entry.fileName, entry);
    }
    return entries;
  } catch (error) {
    zip.close();
    throw error instanceof TableRefused ? error : new TableRefused(NO_WORKBOOK, { cause: error });
  }
}
