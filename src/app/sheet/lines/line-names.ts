/** What the lines of a figure are called: by worker, centre or date. The name is the line's key, so it stays short. */
import type { PlaceId } from '../../../domain/ids.ts'
import { dayName } from '../../../domain/sentences.ts'
import type { Indicator, IndicatorSet } from '../../../domain/set/indicator-set.ts'
import { placeById, placeName } from '../../../domain/set/places.ts'
import type { Period } from '../../../domain/time/period.ts'

export type LinesBy = NonNullable<Indicator['lines']>

/** The longest name of a line, in characters: a role fits, a life does not. */
export const longestLine = 40

/** 'J.S.', 'J S' and 'js' are one worker: typed by two people it is one line, and they are told. */
export function lineOf(by: LinesBy, text: string): string | undefined {
  const plain = text.trim().toLowerCase()
  if (by === 'date') return /^\d{4}-\d\d-\d\d$/.test(plain) ? plain : undefined
  const key = plain
    .normalize('NFD')
    .replace(/\p{M}|[.'’]/gu, '')
    .replace(/\b([a-z])\s+(?=[a-z]\b)/g, '$1')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return key === '' || key.length > longestLine ? undefined : key
}

/** 'Worker JS', 'Riverside', '14 June'. */
export function lineName(set: IndicatorSet, by: LinesBy, line: string, period: Period): string {
  switch (by) {
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(line) ? dayName(line as Parameters<typeof dayName>[0]) : line
    case 'centre': {
      const place = placeById(set, line as PlaceId)
      return place === undefined ? line : placeName(place, period)
    }
    case 'worker':
      return line.length <= 3 ? `Worker ${line.toUpperCase()}` : `Worker ${line.replaceAll('-', ' ')}`
  }
}

/** The centres of a district, as they are called that month. */
export const centresOf = (
  set: IndicatorSet,
  place: PlaceId,
  period: Period,
): readonly { readonly id: PlaceId; readonly name: string }[] =>
  set.places.flatMap(one => (one.parent === place ? [{ id: one.id, name: placeName(one, period) }] : []))

/** Whether a day is one of the month, as a date field gives it. */
export const isInMonth = (day: string, period: Period): boolean => day.slice(0, 7) === period
