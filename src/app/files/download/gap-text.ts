/**
 * A gap as the words of a file's cell, and back: "To follow, expected 2017-07-14: the form came late". The same words as
 * on the clipboard, so that a cell copied out of a file can be pasted into the sheet.
 */
import type { Gap } from '../../../domain/figures/figure.ts'
import { gapWords } from '../../../domain/figures/measure.ts'
import type { IsoDate } from '../../../domain/ids.ts'
import { monthNames } from '../../../domain/time/period.ts'
import { gapOf } from '../../sheet/keys/cell-text.ts'

const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ')

export function gapText(gap: Gap): string {
  const expected = gap.expected === undefined ? '' : `, expected ${gap.expected}`
  const note = oneLine(gap.note)
  return `${gapWords[gap.reason]}${expected}${note === '' ? '' : `: ${note}`}`
}

const longestNote = 2_000
const saysGap =
  /^(not applicable|not available|to follow)(?:,? expected (?:on )?(\d{1,2} [a-z]+ \d{4}))?\s*[;:,.\u2013-]\s*(?!expected )/i

/**
 * The gap that a cell's text says: with an empty note where no reason was given, 'unclear' where it may be several
 * ("n/a"), undefined when it is no gap. A day in words and another sign than a colon are read as well.
 */
export function readGap(text: string): Gap | 'unclear' | undefined {
  const said = oneLine(text)
  const found = gapOf(said) ?? readLoosely(said)
  return found === undefined || found === 'unclear' ? found : { ...found, note: found.note.slice(0, longestNote) }
}

function readLoosely(said: string): Gap | 'unclear' | undefined {
  const loose = saysGap.exec(said)
  const [matched = '', words = '', day] = loose ?? []
  if (loose === null) return undefined
  const expected = day === undefined ? undefined : dayOf(day)
  return gapOf(`${words}${expected === undefined ? '' : `, expected ${expected}`}: ${said.slice(matched.length)}`)
}

function dayOf(text: string): IsoDate | undefined {
  const [day = '', name = '', year = ''] = text.split(' ')
  const month = monthNames.findIndex(one => one.toLowerCase() === name.toLowerCase()) + 1
  if (month === 0) return undefined
  const iso = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`
  const real = new Date(`${iso}T12:00:00Z`)
  return Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== iso ? undefined : (iso as IsoDate)
}
