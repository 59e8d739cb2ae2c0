/** `npm run serve`: the production start. */
import { requireNode } from './node-version.ts'

requireNode()
const { serveCouncil } = await import('./serve-council.ts')
await serveCouncil()
