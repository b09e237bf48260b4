// @ts-check
// The site's first page: it lets the browser keep the site, so that it opens without a network.
if (navigator.serviceWorker && location.protocol !== "file:") navigator.serviceWorker.register("keep.js").catch(() => {});
