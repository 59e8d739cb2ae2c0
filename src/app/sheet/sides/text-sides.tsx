import { useEffect, useState } from 'react'
import type { CellView } from '../../../device/desk.ts'
import type { CellValue } from '../../../domain/figures/figure.ts'
import type { Side } from '../../../protocol/exchange.ts'
import { Button } from '../../govuk/button.tsx'
import { whenSentence } from '../../words.ts'
import type { Compared } from './compare-texts.ts'
import { MarkedText } from './marked-text.tsx'
import { valueWords } from './value-words.ts'

interface Props {
  readonly view: CellView
  readonly sides: readonly Side[]
  /** Absent: it is not hers to choose. */
  readonly onChoose: ((value: CellValue | null) => Promise<void>) | undefined
}

/** Texts that people wrote differently: put together sentence by sentence where that can be done, else side by side. */
export function TextSides({ view, sides, onChoose }: Props) {
  const compared = useCompared(view, sides)
  if (compared.state === 'comparing') return <p className="ff-sides__what">Comparing them…</p>
  const { together, versions } = compared.found ?? { together: undefined, versions: undefined }
  return (
    <>
      {together ? (
        <div className="ff-sides__together">
          <h4 className="ff-sides__title">Both together</h4>
          <p className="ff-sides__what ff-quiet">
            What each of them changed since the text they began with: <ins>underlined</ins> was added,{' '}
            <del>struck through</del> was removed.
          </p>
          <MarkedText changes={together.difference} />
          {onChoose ? (
            <Button className="ff-button-small" onClick={() => void onChoose(together.text)}>
              Use both together
            </Button>
          ) : null}
        </div>
      ) : null}
      {versions && !together ? (
        <p className="ff-sides__what">
          They changed the same sentences, so one of them has to be chosen; <ins>underlined</ins> was added,{' '}
          <del>struck through</del> was removed.
        </p>
      ) : null}
      <div className="ff-sides__columns">
        <Version
          title={view.by ? `Stands now: ${view.by.name}` : 'Stands now'}
          when={view.at ? `received ${whenSentence(view.at)}` : ''}
          value={view.value}
          changes={versions?.[0]}
          choose="Keep this"
          onChoose={onChoose}
        />
        {sides.map((side, i) => (
          <Version
            key={side.token}
            title={side.by.name}
            when={`entered ${whenSentence(side.deviceTime)}, received ${whenSentence(side.receivedAt)}`}
            value={side.value}
            changes={versions?.[i + 1]}
            choose="Use this"
            onChoose={onChoose}
          />
        ))}
      </div>
    </>
  )
}

interface VersionProps {
  readonly title: string
  readonly when: string
  readonly value: CellValue | null
  /** How it differs from what its author began with; absent: not known. */
  readonly changes: Parameters<typeof MarkedText>[0]['changes'] | undefined
  readonly choose: string
  readonly onChoose: Props['onChoose']
}

function Version({ title, when, value, changes, choose, onChoose }: VersionProps) {
  return (
    <div className="ff-sides__version">
      <h4 className="ff-sides__title">{title}</h4>
      <p className="ff-sides__what ff-quiet">{when}</p>
      {changes ? <MarkedText changes={changes} /> : <p className="ff-marked">{valueWords(value)}</p>}
      {onChoose ? (
        <Button look="secondary" className="ff-button-small" onClick={() => void onChoose(value)}>
          {choose} <span className="govuk-visually-hidden">({title})</span>
        </Button>
      ) : null}
    </div>
  )
}

type Comparing = { readonly state: 'comparing' } | { readonly state: 'compared'; readonly found: Compared | undefined }

/** The comparison is fetched when it is needed; without it, the texts stand side by side unmarked. */
function useCompared(view: CellView, sides: readonly Side[]): Comparing {
  const [compared, setCompared] = useState<Comparing>({ state: 'comparing' })
  useEffect(() => {
    let gone = false
    import('./compare-texts.ts').then(
      ({ compareTexts }) => {
        if (!gone) setCompared({ state: 'compared', found: compareTexts(view, sides) })
      },
      error => {
        console.warn('Fieldfare: the texts could not be compared', error)
        if (!gone) setCompared({ state: 'compared', found: undefined })
      },
    )
    return () => {
      gone = true
    }
  }, [view, sides])
  return compared
}
