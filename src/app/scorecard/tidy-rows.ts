/** A scorecard as a tidy table for a file: one row a figure, made from the same object that is drawn. */
import { type CardNode, type CountyScorecard, marks, type Provenance } from '../../domain/county/card.ts'
import { directionWord, ragWord } from '../../domain/sentences.ts'
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import { codeIn, indicatorById } from '../../domain/set/indicators.ts'
import { placeById } from '../../domain/set/places.ts'
import type { GridCell, GridSheet } from '../files/grid.ts'
import { nameOfPlace } from '../month/month.ts'
import { onsCode, placeText, targetWords } from './card-words.ts'

const columns = [
  'service',
  'contract',
  'provider',
  'level',
  'place',
  'place ONS code',
  'indicator code',
  'title',
  'month',
  'part',
  'whole',
  'value',
  'displayed',
  'target',
  'rating',
  'direction',
  'provenance',
  'incomplete without',
] as const

const provenanceWords: Readonly<Record<Provenance, string>> = {
  published: 'published before',
  accepted: 'accepted',
  provisional: 'submitted, not accepted',
  missing: 'no return',
  nothing: '',
}
const wordOf = new Map(Object.entries(marks).map(([name, letter]) => [letter as string, name as Provenance]))

/** Digits of ours as a number; everything else stays text. */
const number = (digits: string | undefined): string | number =>
  digits === undefined || digits === '' || digits === '-' ? '' : Number(digits)

/** The rows of some nodes: every month that has a figure, and the month itself whatever it has. */
export function tidySheet(set: IndicatorSet, card: CountyScorecard, nodes: readonly CardNode[]): GridSheet {
  const service = set.services.find(one => one.id === card.service)?.name ?? card.service
  const rows = nodes.flatMap(node => {
    const contract = set.contracts.find(one => one.id === node.contract)
    const where = [
      service,
      contract?.id ?? 'every contract',
      contract?.provider ?? 'every provider',
      node.level,
      placeText(set, node, card.period),
      onsCode(placeById(set, node.place)),
    ]
    return node.rows.flatMap(row => {
      const indicator = indicatorById(set, row.indicator)
      const what = [indicator ? codeIn(indicator, card.period) : row.indicator, indicator?.title ?? '']
      return card.months.flatMap((month, at) => {
        const digits = row.figures[at] ?? ''
        const now = month === card.period
        if (!now && digits === '') return []
        const own = now && row.of === undefined
        const from = provenanceWords[wordOf.get(node.marks[at] ?? '') ?? 'nothing']
        return [
          [
            ...where,
            ...what,
            month,
            number(own ? row.part : undefined),
            number(own ? row.whole : undefined),
            number(digits),
            now ? row.shown : digits === '-' ? '–' : digits,
            now ? targetWords(row) : '',
            now ? (row.rag ? ragWord[row.rag] : 'not rated') : '',
            now ? directionWord[row.direction] : '',
            from,
            now ? row.missing.map(place => nameOfPlace(set, place, card.period)).join('; ') : '',
          ],
        ]
      })
    })
  })
  const cell = (value: string | number): GridCell => ({ look: 'label', value })
  return {
    name: 'Scorecard',
    rows: [columns.map(cell), ...rows.map(row => row.map(cell))],
    widths: columns.map(() => 14),
    frozen: { rows: 1, columns: 0 },
    headings: 0,
    summary: 'One row a figure.',
  }
}
