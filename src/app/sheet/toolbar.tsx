import { Suspense, useRef, useState } from 'react'
import { Link, useLocation } from 'react-router'
import type { IndicatorId } from '../../domain/ids.ts'
import { Button } from '../govuk/button.tsx'
import { FilesDialog, KeysDialog, ToExplain } from '../later-parts.ts'
import { usePopover } from '../layout/use-popover.ts'
import { plural } from '../words.ts'
import { aboutCell, focusCell } from './cell/cell-names.ts'
import { useSheet, useTopic } from './sheet-context.ts'
import { topicOf } from './work/topics.ts'

/** "Done 71 of 90", "2 errors ▸", undo and redo, the keys. */
export function SheetToolbar() {
  const { work } = useSheet()
  const [keys, setKeys] = useState(false)
  const [files, setFiles] = useState(false)
  useTopic(work, topicOf.summary)
  useTopic(work, topicOf.deeds)
  const { owed, done } = work.summary()
  if (work.month.places.every(place => work.readOnly(place) === 'history')) return null
  return (
    <div className="ff-toolbar">
      <span className="ff-toolbar__done">{owed === 0 ? 'No figures to answer' : `Done ${done} of ${owed}`}</span>
      <ErrorList />
      <Suspense fallback={null}>
        <ToExplain />
      </Suspense>
      <span className="ff-toolbar__keys">
        <Button look="link" onClick={() => setFiles(true)}>
          Files
        </Button>
        <Button look="link" data-keys="" onClick={() => setKeys(true)}>
          ? Keys
        </Button>
        <Button
          look="link"
          aria-label="Undo"
          title="Undo (Ctrl+Z)"
          disabled={!work.canUndo()}
          onClick={() => void work.undo()}
        >
          ↶
        </Button>
        <Button
          look="link"
          aria-label="Redo"
          title="Redo (Ctrl+Y)"
          disabled={!work.canRedo()}
          onClick={() => void work.redo()}
        >
          ↷
        </Button>
      </span>
      <Suspense fallback={null}>
        {keys ? <KeysDialog onClose={() => setKeys(false)} /> : null}
        {files ? <FilesDialog onClose={() => setFiles(false)} /> : null}
      </Suspense>
    </div>
  )
}

/** Every error, each a jump to its cell. */
function ErrorList() {
  const { work } = useSheet()
  const { pathname } = useLocation()
  const box = useRef<HTMLDetailsElement>(null)
  const onKeyDown = usePopover(box)
  const { month } = work
  const { errors } = work.summary()
  if (errors.length === 0) return <span className="ff-toolbar__errors">No errors</span>
  return (
    <details ref={box} className="ff-errors" onKeyDown={onKeyDown}>
      <summary className="ff-toolbar__errors">{plural(errors.length, 'error')}</summary>
      <ul className="ff-errors__list">
        {errors.map(error => {
          const { name, to } = aboutCell(month, error.place, error.cell)
          const indicator = error.cell as string as IndicatorId
          return (
            <li key={`${error.place}/${error.cell}/${error.sentence}`}>
              <Link
                to={to}
                onClick={event => {
                  event.currentTarget.closest('details')?.removeAttribute('open')
                  // Already on screen: no need to go anywhere.
                  if (!pathname.endsWith('/check') && focusCell(error.place, indicator)) event.preventDefault()
                }}
              >
                {name}
              </Link>
              : {error.sentence}
            </li>
          )
        })}
      </ul>
    </details>
  )
}
