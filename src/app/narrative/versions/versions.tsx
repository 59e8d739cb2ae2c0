import { useState } from 'react'
import type { CellKey, PlaceId } from '../../../domain/ids.ts'
import { Button } from '../../govuk/button.tsx'
import { VersionsPanel } from './versions-panel.tsx'

interface Props {
  readonly place: PlaceId
  readonly cell: CellKey
  readonly fieldId: string
  /** 'This month in the district, Gravesham'. */
  readonly label: string
}

/** Earlier versions of a text, asked for only when somebody wants them: reading them is on the record. */
export function Versions({ place, cell, fieldId, label }: Props) {
  const [open, setOpen] = useState(false)
  const id = `${fieldId}-versions`
  return (
    <div className="ff-versions">
      <Button look="link" aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => setOpen(!open)}>
        {open ? 'Hide earlier versions' : 'Earlier versions'} <span className="govuk-visually-hidden">of {label}</span>
      </Button>
      {open ? (
        <section id={id} aria-label={`Earlier versions of ${label}`} className="ff-versions__panel">
          <VersionsPanel place={place} cell={cell} fieldId={fieldId} />
        </section>
      ) : null}
    </div>
  )
}
