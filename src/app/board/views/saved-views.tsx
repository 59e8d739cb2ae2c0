import { useEffect, useMemo, useState } from 'react'
import type { Refusal } from '../../../device/desk.ts'
import type { Office } from '../../../device/door/office.ts'
import { viewsOnline } from '../../../device/online/views.ts'
import { mostViews, type SavedView } from '../../../protocol/views.ts'
import { Button } from '../../govuk/button.tsx'
import { Choose } from '../../govuk/choose.tsx'
import { type Filter, isFiltered, noFilter, sameFilter } from '../shown/filter.ts'
import { NameView } from './name-view.tsx'

interface Props {
  readonly office: Office
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}

/** Filters with a name of hers, kept on the server. The board works without them. */
export function SavedViews({ office, filter, onFilter }: Props) {
  const online = useMemo(() => viewsOnline(office.api), [office])
  const [views, setViews] = useState<readonly SavedView[]>()
  const [naming, setNaming] = useState<'new' | SavedView>()
  useEffect(() => {
    let gone = false
    // Refused, there is nothing to pick from: the board says that the server does not answer.
    void online.views().then(answer => {
      if (!gone && answer.ok) setViews(answer.value)
    })
    return () => {
      gone = true
    }
  }, [online])

  /** Gives why it was not saved. */
  async function save(next: readonly SavedView[]): Promise<Refusal | undefined> {
    const answer = await online.save(next)
    if (!answer.ok) return answer.refusal
    setViews(next)
    setNaming(undefined)
    return undefined
  }

  const current = views?.find(view => sameFilter(view.filter, filter))
  const mayAdd = views !== undefined && current === undefined && isFiltered(filter)
  return (
    <div className="ff-filter ff-board__views">
      <Choose
        id="board-view"
        label="Saved view"
        value={current?.name ?? ''}
        all={views?.length === 0 ? 'None saved' : 'None'}
        options={(views ?? []).map(view => ({ value: view.name, text: view.name }))}
        onChoose={name => onFilter(views?.find(view => view.name === name)?.filter ?? noFilter)}
      />
      {mayAdd && views.length < mostViews ? (
        <Button look="link" onClick={() => setNaming('new')}>
          Save this view
        </Button>
      ) : null}
      {mayAdd && views.length >= mostViews ? (
        <span className="ff-quiet">{mostViews} views are saved: delete one to save another.</span>
      ) : null}
      {current ? (
        <Button look="link" onClick={() => setNaming(current)}>
          Rename or delete
        </Button>
      ) : null}
      {naming && views ? (
        <NameView
          view={naming === 'new' ? undefined : naming}
          taken={views.filter(view => view !== naming).map(view => view.name)}
          onSave={name =>
            save(
              naming === 'new'
                ? [...views, { name, filter }]
                : views.map(view => (view === naming ? { ...view, name } : view)),
            )
          }
          onDelete={() => save(views.filter(view => view !== naming))}
          onClose={() => setNaming(undefined)}
        />
      ) : null}
    </div>
  )
}
