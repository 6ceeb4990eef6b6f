/** What the browser remembers; where storage is forbidden nothing is, and nothing breaks. */

/** @param {Storage} storage @param {string} name @returns {string | undefined} */
function read(storage, name) {
  try {
    return storage.getItem(`juchang.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param {Storage} storage @param {string} name @param {string} value */
function write(storage, name, value) {
  try {
    storage.setItem(`juchang.${name}`, value);
  } catch {
    // Forbidden or full: it is only remembered for as long as the page lives.
  }
}

/** Remembered on this device. @param {string} name */
export const recall = (name) => read(localStorage, name);
/** @param {string} name @param {string} value */
export const remember = (name, value) => write(localStorage, name, value);

/** Remembered in this tab: each tab may speak as someone else. @param {string} name */
export const recallInTab = (name) => read(sessionStorage, name);
/** @param {string} name @param {string} value */
export const rememberInTab = (name, value) => write(sessionStorage, name, value);
