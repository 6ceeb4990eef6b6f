import type { Flow } from "./flow.ts";

/** The steps whose answer or result is void once that of this step changes. */
export function dependants(flow: Flow, id: string): Set<string> {
  const found = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const step of flow.steps) {
      if (!("dependsOn" in step) || !step.dependsOn.includes(next) || found.has(step.id)) continue;
      found.add(step.id);
      open.push(step.id);
    }
  }
  return found;
}
