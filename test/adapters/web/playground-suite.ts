import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { openBrowser, type TestBrowser } from "../../support/browser.ts";
import { describeWith } from "../../support/requires.ts";
import { type FakeService, startFakeService } from "./fake-service.ts";

/** What the tests of a suite work with, inside of them only: a browser, and a service that is new for each test. */
export interface Playground {
  readonly browser: TestBrowser;
  readonly fake: FakeService;
  /** Stops the service and starts it again on the same port, with what was said before and meanwhile. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
}

/** A suite that looks at the playground in a real browser; every test begins with no visitor. */
export function describePlayground(title: string, suite: (at: Playground) => void): void {
  describeWith("browser", title, (chromium) => {
    let browser: TestBrowser;
    let fake: FakeService;

    beforeAll(async () => {
      browser = await openBrowser(chromium());
    });
    afterAll(async () => {
      await browser.close();
    });
    beforeEach(async () => {
      fake = await startFakeService();
    });
    afterEach(async () => {
      await browser.clear();
      await fake.stop();
    });

    suite({
      get browser() {
        return browser;
      },
      get fake() {
        return fake;
      },
      async restart(meanwhile = async () => undefined) {
        const { messages, url } = fake;
        await fake.stop();
        await meanwhile();
        fake = await startFakeService({ messages, port: Number(new URL(url).port) });
      },
    });
  });
}
