import { addEmbeddedKey } from "../embedded-key.ts";
import { OPERATOR } from "../store/audit.ts";
import { type CliCommand, type CliSettings, wrongUsage } from "./command.ts";
import { withStore } from "./store.ts";

export const keysCommand: CliCommand = {
  name: "keys",
  usage: "keys rotate",
  does: "wrap every data key under the newest of ENCRYPTION_KEY; embedded: under a new key (service stopped)",
  async run(words, settings) {
    if (words.length !== 1 || words[0] !== "rotate") return wrongUsage(keysCommand);
    if (settings.secrets.encryptionKey === undefined && !(await makeNewKey(settings))) return 1;
    return withStore(settings, async (store) => {
      const count = await store.rotateKeys();
      const { newest, given } = await store.masterKeys();
      const details = { count, newest };
      await store.audit.add({ who: OPERATOR, what: "keys.rotated", onWhat: newest, details });
      process.stdout.write(
        `${count} data keys were wrapped anew; all are under key ${newest} now\n`,
      );
      if (given.length > 1) {
        process.stdout.write(
          "An older key still reads the buttons of older messages; once nobody needs those, it may go\n",
        );
      }
      return 0;
    });
  },
};

/** A running service would not know the new key, and could open nothing that is under it. */
async function makeNewKey(settings: CliSettings): Promise<boolean> {
  return withStore(settings, async (store) => {
    const lock = await store.serviceLock();
    if (!lock) {
      process.stderr.write(
        "The service runs and would not know the new key: stop it, rotate, and start it again\n",
      );
      return false;
    }
    await addEmbeddedKey(settings.config.dataDir);
    await lock.release();
    return true;
  });
}
