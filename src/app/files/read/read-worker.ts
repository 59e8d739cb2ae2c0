/** Reads a chosen file off the page, so that a bad one can neither hold up typing nor take its memory. */
import { readFileBytes } from './read-file.ts'

self.addEventListener('message', (event: MessageEvent<Uint8Array>) => {
  void readFileBytes(event.data).then(read => self.postMessage(read))
})
