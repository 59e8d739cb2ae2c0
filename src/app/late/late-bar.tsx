import { Suspense, useState } from 'react'
import { mayOverall } from '../../device/role-in.ts'
import { everywhere } from '../../domain/ids.ts'
import { Button } from '../govuk/button.tsx'
import { LateDialog } from '../later-parts.ts'
import { useDesk } from '../session/desk-context.ts'
import { useSheet } from '../sheet/sheet-context.ts'
import { lateSentence } from './late-words.ts'

/** Changes that arrived after submission: said to everybody, and offered to a lead. */
export function LateBar() {
  const { work } = useSheet()
  const sheets = useDesk(state => state.sheets)
  const me = useDesk(state => state.me.person)
  const lead = useDesk(state => mayOverall(state.me, 'decide-late-changes', work.month.contract.id))
  const [open, setOpen] = useState(false)
  const { month } = work
  const places = month.holdsWide ? [...month.places, everywhere] : month.places
  const parts = places.flatMap(place => {
    const view = sheets.get(work.sheet(place))
    return view?.late?.length ? [{ place, view, late: view.late }] : []
  })
  const close = (): void => {
    setOpen(false)
    // The button that opened it is gone once nothing is left to decide.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) document.querySelector<HTMLElement>('.ff-month__title')?.focus()
    })
  }

  if (parts.length === 0 && !open) return null
  return (
    <>
      {parts.length > 0 ? (
        <div className="ff-notice ff-notice--late" role="note">
          <p>
            {lateSentence(
              parts.map(part => part.view),
              me.id,
            )}
            {lead ? '' : ' Your lead can take them in or leave them out.'}
          </p>
          {lead ? (
            <Button look="secondary" className="ff-button-small" onClick={() => setOpen(true)}>
              Look
            </Button>
          ) : null}
        </div>
      ) : null}
      <Suspense fallback={null}>{open ? <LateDialog parts={parts} onClose={close} /> : null}</Suspense>
    </>
  )
}
