/** `npm run restore -- FILE`: puts a backup in the place of the data file. */
import { requireNode } from './node-version.ts'

requireNode()
const { putBack } = await import('./put-back.ts')
await putBack(process.argv.slice(2))
