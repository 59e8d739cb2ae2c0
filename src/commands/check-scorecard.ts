/**
 * Checks a published scorecard: ratings and arrows beside what the rules give, and what contradicts itself.
 * Exit 0 when it ran, whatever it found; 2 with a message when an input cannot be used.
 */
import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkScorecard } from '../domain/scorecard/check.ts'
import type { Key, RowKey } from '../domain/scorecard/findings.ts'
import { checkRows, readRows } from '../domain/scorecard/rows.ts'
import { readScorecard } from '../domain/scorecard/series.ts'
import { figureColumns, rowColumns, statusColumns, targetColumns } from '../domain/scorecard/table.ts'
import { BrokenSetFile } from '../indicator-sets/broken-set-file.ts'
import { loadIndicatorSet, setsFolder } from '../indicator-sets/load.ts'
import { faultMessage, readTable, UnusableInput } from './csv-table.ts'
import { scorecardText } from './scorecard-text.ts'

const usage = `Use: npm run -s check-scorecard -- --set SET --figures F.csv [--targets T.csv] [--statuses S.csv] [--format json|text]
 or: npm run -s check-scorecard -- --rows R.csv [--format json|text]`

interface Options {
  readonly set?: string
  readonly figures?: string
  readonly targets?: string
  readonly statuses?: string
  readonly rows?: string
  readonly format: 'json' | 'text'
}

function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const
  const options = { set: text, figures: text, targets: text, statuses: text, rows: text, format: text }
  try {
    const { values } = parseArgs({ args: [...args], options, allowPositionals: false })
    const { format = 'text', ...files } = values
    const unnamed = Object.entries(files).find(([, file]) => file === '')
    if (unnamed) throw new UnusableInput(`--${unnamed[0]}: expected a name, found nothing.\n${usage}`)
    if (format !== 'json' && format !== 'text')
      throw new UnusableInput(`--format: expected json or text, found "${format}".`)
    return { ...files, format }
  } catch (error) {
    if (error instanceof UnusableInput) throw error
    // The parser's own hint, after its first sentence, is about arguments that begin with a dash.
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new UnusableInput(`${said}.\n${usage}`.replace('..\n', '.\n'))
  }
}

/** The indicator sets there are: folders with a set.json. */
const setNames = (): readonly string[] =>
  readdirSync(setsFolder).filter(name => existsSync(resolve(setsFolder, name, 'set.json')))

const join = (parts: readonly string[]): string => parts.filter(part => part !== '').join(', ')
const keyText = (key: Key): string => join([key.service, key.provider, key.place, key.indicator, key.period])
const rowText = (key: RowKey): string => join([key.system, key.place, key.code, key.title])

function checkPublished({ set: id, figures, targets, statuses, format }: Options): string {
  if (id === undefined || figures === undefined)
    throw new UnusableInput(`Expected --set and --figures, or --rows.\n${usage}`)
  const known = setNames()
  if (!known.includes(id)) throw new UnusableInput(`--set: expected one of ${known.join(', ')}, found "${id}".`)
  const set = loadIndicatorSet(id)
  const files = { figures, targets: targets ?? '', statuses: statuses ?? '' }
  const read = readScorecard(set, {
    figures: readTable(figures, figureColumns, 1),
    ...(targets === undefined ? {} : { targets: readTable(targets, targetColumns) }),
    ...(statuses === undefined ? {} : { statuses: readTable(statuses, statusColumns) }),
  })
  if (!read.ok) throw new UnusableInput(faultMessage('table' in read ? files[read.table] : figures, read.fault))
  const report = checkScorecard(read.value)
  return format === 'json' ? JSON.stringify(report) : scorecardText(report, keyText)
}

function checkSelfContained(rows: string, format: Options['format']): string {
  const read = readRows(readTable(rows, rowColumns, 1))
  if (!read.ok) throw new UnusableInput(faultMessage(rows, read.fault))
  const report = checkRows(read.value)
  return format === 'json' ? JSON.stringify(report) : scorecardText(report, rowText)
}

function run(args: readonly string[]): string {
  const options = readOptions(args)
  const { rows, set, figures, targets, statuses } = options
  if (rows === undefined) return checkPublished(options)
  if ([set, figures, targets, statuses].some(other => other !== undefined))
    throw new UnusableInput(`--rows stands alone.\n${usage}`)
  return checkSelfContained(rows, options.format)
}

// A reader that has seen enough ("| head") closes the pipe: that is no fault of anybody's.
process.stdout.on('error', (error: Error & { readonly code?: string }) => {
  if (error.code !== 'EPIPE') throw error
})

try {
  process.stdout.write(`${run(process.argv.slice(2))}\n`)
} catch (error) {
  if (!(error instanceof UnusableInput || error instanceof BrokenSetFile)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
