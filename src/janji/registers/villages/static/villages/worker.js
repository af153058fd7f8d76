// Opens the kept sheet of an inspection when there is no signal. Everything else goes its usual way.
const CACHE = "janji-periksa";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const { pathname } = new URL(request.url);
  if (request.mode === "navigate") {
    if (pathname.endsWith("/periksa/")) event.respondWith(sheet(request, `${pathname}luring/`));
  } else if (pathname.startsWith("/statis/")) {
    event.respondWith(part(request));
  }
});

async function sheet(request, offline) {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await (await caches.open(CACHE)).match(offline);
    if (found) return found;
    throw error;
  }
}

async function part(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await (await caches.open(CACHE)).match(request);
    if (found) return found;
    throw error;
  }
}
