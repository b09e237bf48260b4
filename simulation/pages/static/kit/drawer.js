// @ts-check
// What a browser keeps for a page.

/**
 * A drawer for things of this page that survives a reload, also where storage is forbidden for a while.
 * @param {() => Storage} store
 * @param {string} name
 */
export function drawer(store, name) {
  return {
    get: () => {
      try {
        return store()?.getItem(name) ?? null;
      } catch {
        return null;
      }
    },
    /** @param {string | null} value */
    set: (value) => {
      try {
        if (value === null) store().removeItem(name);
        else store().setItem(name, value);
      } catch {
        // it then lasts as long as the page
      }
    },
  };
}
