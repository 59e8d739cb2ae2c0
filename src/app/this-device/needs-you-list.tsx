import { useRef, useState } from 'react'
import { Link } from 'react-router'
import type { CellView, DeskState, NeedsYou, Saved } from '../../device/desk.ts'
import { storageSentence } from '../../device/status.ts'
import { sameValue } from '../../domain/figures/figure.ts'
import type { OpId, SheetId } from '../../domain/ids.ts'
import { problemSentence } from '../../protocol/problems.ts'
import { Button } from '../govuk/button.tsx'
import { aboutCellOf, aboutSheet } from '../month/about-change.ts'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { valueWords } from '../sheet/sides/value-words.ts'
import { whenSentence } from '../words.ts'
import { whatToDo } from './what-to-do.ts'

const goingSentence =
  'Your access to this district was taken away. This change still goes to the council, which keeps it.'

/** What the return holds there now. */
const cellNow = (sheets: DeskState['sheets'], { sheet, cell }: NeedsYou): CellView | undefined =>
  cell === null ? undefined : sheets.get(sheet)?.cells.get(cell)

/** The return holds it by now: a lead took it in, or somebody entered the same. */
function standsNow(sheets: DeskState['sheets'], one: NeedsYou): boolean {
  const stands = cellNow(sheets, one)
  return stands !== undefined && stands.standing !== 'waiting' && sameValue(stands.value, one.value)
}

/** What the server did not take: the reason and what to do, until she has dealt with it. Nothing is thrown away before. */
export function NeedsYouList() {
  const { desk, unsaved } = useAtDesk()
  const needs = useDesk(state => state.needsYou)
  const set = useDesk(state => state.set)
  const sheets = useDesk(state => state.sheets)
  const heading = useRef<HTMLHeadingElement>(null)
  const [problem, setProblem] = useState<string>()
  const [done, setDone] = useState('')
  // The button pressed goes away with what it was about: the focus stays in this part of the page.
  const deal = async (write: () => Promise<Saved>, said: string) => {
    const saved = await unsaved.during(write())
    setProblem(saved.ok ? undefined : storageSentence(saved.problem))
    setDone(saved.ok ? said : '')
    heading.current?.focus()
  }
  const enterAgain = (all: readonly OpId[]) =>
    deal(() => desk.enterAgain(all), all.length === 1 ? 'Entered again.' : `All ${all.length} entered again.`)
  return (
    <section aria-labelledby="needs-you" className="ff-needs">
      <h2 id="needs-you" ref={heading} tabIndex={-1} className="govuk-heading-m">
        Needs you
      </h2>
      <p className="govuk-visually-hidden" role="status">
        {done}
      </p>
      {problem ? (
        <p className="govuk-error-message" role="alert">
          <span className="govuk-visually-hidden">Error: </span>
          Not done. {problem}
        </p>
      ) : null}
      {needs.length === 0 ? <p className="govuk-body">Nothing: the server has taken everything it was sent.</p> : null}
      {[...Map.groupBy(needs, one => one.sheet)].map(([sheet, all]) => {
        const again = all.filter(one => one.again && !standsNow(sheets, one)).map(one => one.opId)
        return (
          <section key={sheet} aria-label={aboutSheet(sheet, set).text} className="ff-needs__return">
            <h3 className="govuk-heading-s">{aboutSheet(sheet, set).full}</h3>
            {again.length > 1 ? (
              <Button className="ff-button-small" onClick={() => void enterAgain(again)}>
                Enter all {again.length} again
                <span className="govuk-visually-hidden">, {aboutSheet(sheet, set).text}</span>
              </Button>
            ) : null}
            <ul className="govuk-list">
              {all.map(one => (
                <NeedsOne
                  key={one.opId}
                  one={one}
                  stands={standsNow(sheets, one)}
                  now={cellNow(sheets, one)}
                  sheet={sheet}
                  onAgain={() => void enterAgain([one.opId])}
                  onDismiss={() => void deal(() => desk.dismiss(one.opId), 'Dismissed.')}
                />
              ))}
            </ul>
          </section>
        )
      })}
    </section>
  )
}

/** What she did, and where it is found. */
function aboutNeeds({ sheet, cell, said }: NeedsYou, set: DeskState['set']): ReturnType<typeof aboutCellOf> {
  if (said === undefined) return aboutCellOf(sheet, cell, set)
  const text = said.kind === 'answer' ? 'Your answer to a question' : 'Figures you confirmed'
  return { text, to: `${aboutSheet(sheet, set).to}/questions` }
}

function whyNotTaken({ said, code }: NeedsYou): string {
  return said?.kind === 'answer' && code === 'locked'
    ? 'The council had closed the question before your answer arrived.'
    : problemSentence(code)
}

interface OneProps {
  readonly one: NeedsYou
  /** The return holds it by now. */
  readonly stands: boolean
  /** What stands there, to be seen before it is replaced. */
  readonly now: CellView | undefined
  readonly sheet: SheetId
  readonly onAgain: () => void
  readonly onDismiss: () => void
}

function NeedsOne({ one, stands, now, sheet, onAgain, onDismiss }: OneProps) {
  const set = useDesk(state => state.set)
  const about = aboutNeeds(one, set)
  const where = aboutSheet(sheet, set).text
  const hidden = (
    <>
      {' '}
      <span className="govuk-visually-hidden">
        {about.text}, {where}
      </span>
    </>
  )
  return (
    <li className="ff-needs__one">
      <p className="ff-needs__what">
        {one.standing === 'going' ? <strong>{about.text}</strong> : <Link to={about.to}>{about.text}</Link>}
        <span className="ff-quiet"> {whenSentence(one.deviceTime)}</span>
      </p>
      {one.cell === null ? null : (
        <p>
          {one.value === null ? 'You emptied it.' : 'You entered: '}
          {one.value === null ? null : <strong className="ff-needs__value">{valueWords(one.value, set)}</strong>}
        </p>
      )}
      {one.said?.kind === 'answer' ? (
        <p>
          You answered: <strong className="ff-needs__value">{one.said.text}</strong>
        </p>
      ) : null}
      {now === undefined || now.value === null || stands ? null : (
        <p>
          It holds now: <strong className="ff-needs__value">{valueWords(now.value, set)}</strong>
          {now.by ? <span className="ff-quiet"> by {now.by.name}</span> : null}
        </p>
      )}
      <p>{one.standing === 'going' ? goingSentence : whyNotTaken(one)}</p>
      <p>{stands ? 'The return holds it by now: there is nothing left to do but to dismiss this.' : whatToDo(one)}</p>
      <div className="ff-needs__deeds">
        {one.again && !stands ? (
          <Button look="secondary" className="ff-button-small" onClick={onAgain}>
            Enter it again{hidden}
          </Button>
        ) : null}
        {one.standing === 'refused' ? (
          <Button look="secondary" className="ff-button-small" onClick={onDismiss}>
            Dismiss{hidden}
          </Button>
        ) : null}
      </div>
    </li>
  )
}
