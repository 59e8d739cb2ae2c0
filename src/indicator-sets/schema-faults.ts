/** What the schema finds wrong, in plain words and with the file it is in. */
import type * as z from 'zod/mini'
import { indicatorSetSchema } from '../domain/set/indicator-set.ts'
import type { SetFault } from './broken-set-file.ts'

/** The lists of a set, each in a file of its own; everything else is in set.json. */
export const listFiles = ['places', 'contracts', 'indicators', 'targets', 'comparisons'] as const

type Issue = z.core.$ZodIssue

const kinds: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object {...}',
  array: 'a list [...]',
}

const quoted = (values: readonly unknown[]): string => values.map(value => JSON.stringify(value)).join(', ')

const found = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

/** 'at least 1 entry', 'at most 40 characters', 'at most 12'. */
const bound = (edge: string, limit: number | bigint, origin: string): string => {
  const one = Number(limit) === 1
  const unit =
    origin === 'string' ? ` character${one ? '' : 's'}` : origin === 'array' ? ` entr${one ? 'y' : 'ies'}` : ''
  return `${edge} ${limit}${unit} expected`
}

function expected(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `${kinds[issue.expected] ?? issue.expected} is expected`
    case 'invalid_value':
      return `one of ${quoted(issue.values)} is expected`
    case 'invalid_union':
      return `one of ${quoted('options' in issue && Array.isArray(issue.options) ? issue.options : [])} is expected`
    case 'too_small':
      return bound('at least', issue.minimum, issue.origin)
    case 'too_big':
      return bound('at most', issue.maximum, issue.origin)
    case 'invalid_format':
      return `a text of the form ${'pattern' in issue ? issue.pattern : issue.format} is expected`
    default:
      return `${issue.message} is expected`
  }
}

/** The value at a path of the joined set; undefined where there is none. */
const valueAt = (data: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    data,
  )

const pathText = (path: readonly PropertyKey[]): string =>
  path.length === 0
    ? 'the whole file'
    : path
        .map(key => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
        .join('')
        .replace(/^\./, '')

/** The file and the path inside it of a path of the joined set. */
export function located(folder: string, path: readonly PropertyKey[]): Pick<SetFault, 'file' | 'path'> {
  const list = listFiles.find(name => name === path[0])
  return list === undefined
    ? { file: `${folder}/set.json`, path: pathText(path) }
    : { file: `${folder}/${list}.json`, path: pathText(path.slice(1)) }
}

/** Which entry of a list a fault is in, by its id, so that nobody has to count. */
function subject(data: unknown, path: readonly PropertyKey[]): string {
  const entry = valueAt(data, path.slice(0, 2))
  const id: unknown =
    typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? Reflect.get(entry, 'id') : undefined
  return typeof id === 'string' && path.length > 2 ? ` (in "${id}")` : ''
}

/** Every fault of a joined set that the schema finds; none when it fits. */
export function schemaFaults(folder: string, data: unknown): readonly SetFault[] {
  const parsed = indicatorSetSchema.safeParse(data)
  if (parsed.success) return []
  return parsed.error.issues.flatMap((issue): SetFault[] => {
    const where = located(folder, issue.path)
    const inEntry = subject(data, issue.path)
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map(key => ({ ...where, reason: `"${key}" is not known here${inEntry}` }))
    const value = valueAt(data, issue.path)
    const reason = value === undefined ? `missing: ${expected(issue)}` : `${found(value)}: ${expected(issue)}`
    return [{ ...where, reason: `${reason}${inEntry}` }]
  })
}
