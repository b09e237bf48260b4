// @ts-check
// The site's first page: it lets the browser keep the site, so that it opens without a network; where that is forbidden,
// nothing is lost.
async function keep() {
  try {
    await navigator.serviceWorker.register("keep.js");
  } catch {
    // it is then fetched anew each time
  }
}
if (location.protocol !== "file:") keep();
