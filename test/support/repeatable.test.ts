import { describe } from "vitest";
import { drawsAreRepeatable } from "./draws.ts";

describe("in the project without services", drawsAreRepeatable);
