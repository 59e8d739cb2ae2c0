import '../../styles-later.scss'
import { useRef } from 'react'
import { Link, useLocation } from 'react-router'
import { indicatorCell } from '../../../domain/ids.ts'
import { usePopover } from '../../layout/use-popover.ts'
import { aboutCell, focusCell } from '../cell/cell-names.ts'
import { useSheet, useTopic } from '../sheet-context.ts'
import { openQueriesOf } from '../work/open-queries.ts'
import { topicOf } from '../work/topics.ts'

/** "5 to explain": every open query, each a jump to its cell; those that are explained are counted beside it. */
export function ToExplain() {
  const { work } = useSheet()
  useTopic(work, topicOf.queries)
  const { pathname } = useLocation()
  const box = useRef<HTMLDetailsElement>(null)
  const onKeyDown = usePopover(box)
  const { open, explained } = openQueriesOf(work)
  const counted = explained === 0 ? null : <span className="ff-toolbar__explained">{explained} explained</span>
  if (open.length === 0) return counted
  return (
    <>
      <details ref={box} className="ff-errors ff-errors--asked" onKeyDown={onKeyDown}>
        <summary className="ff-toolbar__errors">{open.length} to explain</summary>
        <ul className="ff-errors__list">
          {open.map(({ place, query, sentence }) => {
            const [first] = query.indicators
            const { name, to } = aboutCell(work.month, place, indicatorCell(first))
            return (
              <li key={`${place}/${first}/${query.check}/${sentence}`}>
                <Link
                  to={to}
                  onClick={event => {
                    event.currentTarget.closest('details')?.removeAttribute('open')
                    // Already on screen: no need to go anywhere.
                    if (!pathname.endsWith('/check') && focusCell(place, first)) event.preventDefault()
                  }}
                >
                  {name}
                </Link>
                : {sentence}
              </li>
            )
          })}
        </ul>
      </details>
      {counted}
    </>
  )
}
