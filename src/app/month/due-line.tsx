import { dayName, dueSentence } from '../../domain/sentences.ts'
import { useDesk } from '../session/desk-context.ts'
import { useSheet } from '../sheet/sheet-context.ts'

/** When the month is due, or how late it is: a return that is in is not late any more. */
export function DueLine() {
  const { work } = useSheet()
  const today = useDesk(state => state.installation.today)
  useDesk(state => state.sheets)
  const { collection, places } = work.month
  if (collection?.state !== 'open') return null
  const { due } = collection
  const late = today > due
  if (late && places.every(place => /submitted|accepted|released/.test(work.readOnly(place) ?? '')))
    return <p className="ff-month__due">Was due {dayName(due)}</p>
  const said = dueSentence(today, due)
  return <p className="ff-month__due">{late ? <strong>{said}</strong> : said}</p>
}
