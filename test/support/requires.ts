import { describe } from "vitest";
import { SERVICES, type ServiceName } from "./services.ts";

/**
 * A suite that needs a service of the machine. Where it is missing the suite's tests are counted and
 * reported as NOT RUN, so nothing outside of its hooks and tests may touch the service.
 * `find` says where the service is; call it inside of a hook or a test.
 */
export function describeWith(
  name: ServiceName,
  title: string,
  suite: (find: () => string) => void,
): void {
  const found = SERVICES[name].find();
  describe.skipIf(found === undefined)(title, { tags: [name] }, () => {
    suite(() => {
      if (found === undefined) throw new Error(`${title}: ${SERVICES[name].missing}`);
      return found;
    });
  });
}
