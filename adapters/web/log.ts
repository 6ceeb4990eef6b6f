/** Where the adapter reports; a pino logger is one. Fields hold ids and errors, never anybody's words. */
export interface AdapterLog {
  warn(fields: Readonly<Record<string, unknown>>, text: string): void;
}
