export { openKnowledge as rehearse } from "../../src/open-knowledge.ts";
export { runService as run } from "../../src/run-service.ts";
