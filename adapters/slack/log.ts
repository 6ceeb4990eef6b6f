/** Where the adapter reports; a pino logger is one. Fields hold ids and codes, never anybody's words. */
export interface AdapterLog {
  info(fields: Readonly<Record<string, unknown>>, text: string): void;
  warn(fields: Readonly<Record<string, unknown>>, text: string): void;
}
