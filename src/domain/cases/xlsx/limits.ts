/** What a workbook may cost us at most. */
export const XLSX_LIMITS = {
  fileBytes: 20 * 1024 * 1024,
  unpackedBytes: 200 * 1024 * 1024,
  parts: 10_000,
  rows: 100_000,
  columns: 64,
  /** Characters; Excel itself allows 32,767. */
  cell: 40_000,
  /** Time of reading, without that of keeping what was read. */
  ms: 30_000,
  heapMb: 192,
} as const;
