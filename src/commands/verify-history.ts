/** `npm run verify-history -- [FILE] [--ending NUMBER:HASH]`: whether the record of who did what is as it was written. */
import { requireNode } from './node-version.ts'

requireNode()
const { checkHistory } = await import('./check-history.ts')
await checkHistory(process.argv.slice(2))
