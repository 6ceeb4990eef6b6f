export { runCli as run } from "../../src/run-cli.ts";
