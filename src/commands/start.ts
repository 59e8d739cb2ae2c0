/** `npm start`: the sample county on this machine. */
import { requireNode } from './node-version.ts'

requireNode()
const { startSample } = await import('./start-sample.ts')
await startSample()
