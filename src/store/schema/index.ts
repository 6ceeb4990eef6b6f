export * from "./desk.ts";
export * from "./keys.ts";
export * from "./knowledge.ts";
export * from "./outbound.ts";
export * from "./people.ts";
export * from "./playground.ts";
export * from "./rights.ts";
export * from "./turns.ts";
