/** `npm run backup -- [FILE]`: a verified copy of the data file, while the server runs. */
import { requireNode } from './node-version.ts'

requireNode()
const { backUp } = await import('./back-up.ts')
await backUp(process.argv.slice(2))
