/** Indicator sets from their files, checked whole before anybody sees one. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type IndicatorSet, indicatorSetSchema } from '../domain/set/indicator-set.ts'
import { BrokenSetFile, refuseFaults } from './broken-set-file.ts'
import { integrityFaults } from './integrity.ts'
import { jsonFault } from './json-fault.ts'
import { listFiles, schemaFaults } from './schema-faults.ts'

/** The folder that holds a folder for each set. */
export const setsFolder = import.meta.dirname

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The text of a file of a set; throws `BrokenSetFile` when it cannot be read. */
export function readSetFile(folder: string, id: string, name: string): string {
  try {
    return readFileSync(join(folder, id, name), 'utf8')
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const reason = missing
      ? 'there is no such file'
      : `it cannot be read: ${error instanceof Error ? error.message : String(error)}`
    throw new BrokenSetFile({ file: `${id}/${name}`, path: 'the whole file', reason })
  }
}

function readJson(folder: string, id: string, name: string): unknown {
  const text = readSetFile(folder, id, name)
  const fault = jsonFault(text)
  if (fault) {
    const path = `line ${fault.line}, column ${fault.column}`
    throw new BrokenSetFile({ file: `${id}/${name}`, path, reason: fault.reason })
  }
  return JSON.parse(text)
}

/**
 * The set of an id: set.json (id, effective month, council, services, rules) joined with the lists beside it. Throws
 * `BrokenSetFile` with file, path and reason when a file is missing, is not JSON, does not fit the schema, or refers
 * to something that does not exist. `folder` is where the sets lie.
 */
export function loadIndicatorSet(id: string, folder: string = setsFolder): IndicatorSet {
  const head = readJson(folder, id, 'set.json')
  if (!isObject(head))
    throw new BrokenSetFile({ file: `${id}/set.json`, path: 'the whole file', reason: 'an object {...} is expected' })
  refuseFaults(
    listFiles
      .filter(name => name in head)
      .map(name => ({ file: `${id}/set.json`, path: name, reason: `this belongs in ${name}.json` })),
  )
  const joined = { ...head, ...Object.fromEntries(listFiles.map(name => [name, readJson(folder, id, `${name}.json`)])) }
  refuseFaults(schemaFaults(id, joined))
  const set = indicatorSetSchema.parse(joined)
  refuseFaults(integrityFaults(set, id))
  return set
}
