import { open } from "node:fs/promises";
import { xlsxRows } from "../xlsx/xlsx.ts";
import { csvRows } from "./csv.ts";
import { TableRefused, type TableRow } from "./row.ts";

/** The rows of a list of cases, by what the file holds. Rejects with `TableRefused`. */
export async function openTable(path: string): Promise<AsyncIterable<TableRow>> {
  const first = await beginningOf(path);
  if (first.length === 0) throw new TableRefused("the file is empty");
  if (beginsWith(first, ZIP)) return xlsxRows(path);
  if (beginsWith(first, OLD_OFFICE)) {
    throw new TableRefused(
      "this is an old or encrypted workbook; save it as XLSX without a password",
    );
  }
  return csvRows(path);
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0];

function beginsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
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
