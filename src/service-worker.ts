/**
 * The worker keeps the app's shell so that it opens with no network. It caches nothing else: answers of the API are
 * never stored, requests that are not GET are never touched, and it holds no key and no data.
 */
/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api\//, /^\/healthz$/] }))

/** Not in every browser yet, nor in TypeScript's library. */
interface RoutesAtInstall {
  addRoutes(rules: { condition: { urlPattern: { pathname: string } }; source: 'network' }): Promise<void>
}
const addsRoutes = (event: object): event is RoutesAtInstall => 'addRoutes' in event

// Questions to the server go past the worker where the browser can do that. One that is cut off on its way through has
// been seen to keep an old worker in place: the new version was told to take over, and had not 45 seconds later.
self.addEventListener('install', event => {
  if (addsRoutes(event))
    event.waitUntil(event.addRoutes({ condition: { urlPattern: { pathname: '/api/*' } }, source: 'network' }))
})

// The first install takes over at once; an update waits until the app says that nothing is being typed.
self.addEventListener('message', event => {
  if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting()
})
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))
