import { open } from "node:fs/promises";
import { csvRows } from "./csv.ts";
import { TableRefused, type TableRow } from "./row.ts";

/** The rows of a list of cases, by what the file holds. Rejects with `TableRefused`. */
export async function openTable(path: string): Promise<AsyncIterable<TableRow>> {
  const first = await beginningOf(path);
  if (first.length === 0) throw new TableRefused("the file is empty");
  return csvRows(path);
}

async function beginningOf(path: string): Promise<Uint8Array> {
  const file = await open(path).catch((error: unknown) => {
    throw new TableRefused("the file cannot be opened; check its path", { cause: error });
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw new TableRefused("this is no file that can be read", { cause: error });
  } finally {
    await file.close();
  }
}
