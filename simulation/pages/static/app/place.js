// @ts-check
// Where an address stands in the browser's line: behind the ?, as a server serves it, or behind the #, in a page that is a file and
// of which no server may hear.

export class Place {
  /** @param {"?" | "#"} sign */
  constructor(sign = "?") {
    this.sign = sign;
    this.event = sign === "?" ? "popstate" : "hashchange"; // of the browser, when somebody writes another or goes back
    this.last = this.#now;
  }

  get #now() {
    return this.sign === "?" ? location.search : location.hash;
  }

  /** What stands there. */
  read() {
    this.last = this.#now;
    return this.last.slice(1);
  }

  /** @param {string} query */
  href(query) {
    const address = new URL(location.href);
    if (this.sign === "?") {
      address.search = query;
      address.hash = "";
    } else address.hash = query;
    return address.href;
  }

  /**
   * @param {string} query
   * @param {boolean} [anew] - as an entry of its own in the browser's history, behind which Back finds what was before
   */
  write(query, anew = false) {
    if (this.sign === "#" && this.#now !== this.last) return; // somebody wrote another, of which we hear in a moment
    if (anew) history.pushState(null, "", this.href(query));
    else history.replaceState(history.state, "", this.href(query));
    this.last = this.#now;
  }
}
