/** `npm run bench -- NAME [--json]`: runs test/bench/NAME.ts, which prints one JSON object a line. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const here = import.meta.dirname
const names = readdirSync(here)
  .filter(file => file.endsWith('.ts') && file !== 'run.ts')
  .map(file => file.slice(0, -3))
const name = process.argv.slice(2).find(argument => !argument.startsWith('-')) ?? ''
if (!names.includes(name) || !existsSync(join(here, `${name}.ts`))) {
  console.error(`There is no benchmark ${JSON.stringify(name)}. There are: ${names.join(', ') || 'none yet'}.`)
  process.exit(2)
}
await import(`./${name}.ts`)
