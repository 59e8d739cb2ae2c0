import { useEffect, useRef } from 'react'
import type { CellValue } from '../../domain/figures/figure.ts'
import type { Indicator } from '../../domain/set/indicator-set.ts'
import { Button } from '../govuk/button.tsx'
import { nameOfPlace } from '../month/month.ts'
import { indicatorName } from '../sheet/cell/cell-names.ts'
import { useSheet } from '../sheet/sheet-context.ts'
import { valueWords } from '../sheet/sides/value-words.ts'
import { plural } from '../words.ts'
import { ignoredWords, refusalWords, shortened } from './take/file-words.ts'
import type { Ignored } from './take/gather.ts'
import { type Report, type ReportLine, takenLines } from './take/report.ts'

interface Props {
  readonly name: string
  readonly report: Report
  readonly again: boolean
  readonly onTake: () => void
  readonly onOther: () => void
  readonly onClose: () => void
}

const shownLines = 200

const keyOf = ({ address, place, indicator }: ReportLine): string => `${address}/${place}/${indicator.id}`

/** '84 new, 2 changed, 4 the same as here, 3 not taken': without what there is none of. */
function counted(report: Report): string {
  const of = (type: ReportLine['outcome']['type']): number =>
    report.lines.filter(({ outcome }) => outcome.type === type).length
  const parts: readonly (readonly [number, string])[] = [
    [of('new'), 'new'],
    [of('changes'), 'changed'],
    [of('same'), 'the same as here'],
    [of('kept'), 'empty in the file and left as here'],
    [of('refused'), 'not taken'],
  ]
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`)
  return said.length === 0 ? 'No figures in the file.' : `Figures in the file: ${said.join(', ')}.`
}

/** What a file would bring, cell by cell, before anything is written. */
export function ReportView({ name, report, again, onTake, onOther, onClose }: Props) {
  const taken = takenLines(report)
  const refused = report.lines.filter(({ outcome }) => outcome.type === 'refused')
  const formulas = taken.filter(line => line.formula)
  const summary = useRef<HTMLParagraphElement>(null)
  // The file field it was chosen in is gone: what came of it is read next.
  useEffect(() => summary.current?.focus(), [])
  return (
    <>
      <p className="govuk-body" ref={summary} tabIndex={-1}>
        “{name}”{report.sheet === '' ? '' : `, sheet “${report.sheet}”`}. {counted(report)} Nothing has been written
        yet.
      </p>
      {again ? (
        <p className="govuk-body" role="alert">
          <strong>Figures here have changed since the file was read: look again.</strong>
        </p>
      ) : null}
      {report.warnings.map(warning => (
        <p key={warning} className="govuk-body">
          <strong>{warning}</strong>
        </p>
      ))}
      {formulas.length > 0 ? (
        <p className="govuk-body">
          {plural(formulas.length, 'figure')} {formulas.length === 1 ? 'comes' : 'come'} from formulas in the file:
          their last results are taken.
        </p>
      ) : null}
      {refused.length > 0 ? <Refused lines={refused} /> : null}
      {taken.length > 0 ? <Taken lines={taken} /> : null}
      {report.ignored.length > 0 ? <LeftAlone ignored={report.ignored} /> : null}
      <div className="govuk-button-group">
        {taken.length > 0 ? <Button onClick={onTake}>Take {plural(taken.length, 'figure')}</Button> : null}
        <Button look="secondary" onClick={onOther}>
          Choose another file
        </Button>
        <Button look="secondary" onClick={onClose}>
          Close
        </Button>
      </div>
    </>
  )
}

/** '3 of 4', '37 for 2.3'. */
function figureWords(indicator: Indicator, value: CellValue | null): string {
  const words = valueWords(value)
  return shortened(value?.type === 'ratio' && indicator.kind === 'mean' ? words.replace(/\bof /, 'for ') : words)
}

function useNames(): (line: ReportLine) => { readonly indicator: string; readonly place: string } {
  const { month } = useSheet().work
  return ({ indicator, place }) => ({
    indicator: indicatorName(month, indicator),
    place: nameOfPlace(month.set, place, month.period),
  })
}

function Refused({ lines }: { readonly lines: readonly ReportLine[] }) {
  const names = useNames()
  return (
    <>
      <h3 className="govuk-heading-s">Not taken</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is reached by keyboard */}
      <section className="ff-dialog__scroll" tabIndex={0} aria-label="Not taken">
        <ul className="govuk-list govuk-list--bullet">
          {lines.slice(0, shownLines).map(line => {
            const { indicator, place } = names(line)
            const at = line.outcome.type === 'refused' ? line.outcome.cell.address : line.address
            return (
              <li key={keyOf(line)}>
                <strong>{at}</strong> {indicator}, {place}: {refusalWords(line)}
              </li>
            )
          })}
          <More count={lines.length - shownLines} />
        </ul>
      </section>
    </>
  )
}

function Taken({ lines }: { readonly lines: readonly ReportLine[] }) {
  const names = useNames()
  return (
    <>
      <h3 className="govuk-heading-s">What would be taken</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is reached by keyboard */}
      <section className="ff-dialog__scroll" tabIndex={0} aria-label="What would be taken">
        <table className="ff-plain-table">
          <thead>
            <tr>
              <th scope="col">Cell</th>
              <th scope="col">Indicator</th>
              <th scope="col">District</th>
              <th scope="col">Here now</th>
              <th scope="col">In the file</th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, shownLines).map(line => {
              const { indicator, place } = names(line)
              const { outcome } = line
              return (
                <tr key={keyOf(line)}>
                  <td>{line.address}</td>
                  <th scope="row">{indicator}</th>
                  <td>{place}</td>
                  <td>{outcome.type === 'changes' ? figureWords(line.indicator, line.now) : 'empty'}</td>
                  <td>
                    {outcome.type === 'new' || outcome.type === 'changes'
                      ? figureWords(line.indicator, outcome.value)
                      : ''}
                    {line.formula ? ' (formula)' : ''}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
      {lines.length > shownLines ? (
        <p className="govuk-body">and {plural(lines.length - shownLines, 'more', 'more')}.</p>
      ) : null}
    </>
  )
}

function LeftAlone({ ignored }: { readonly ignored: readonly Ignored[] }) {
  return (
    <details className="govuk-details">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">
          {plural(ignored.length, 'row or column', 'rows and columns')} of the file left alone
        </span>
      </summary>
      <div className="govuk-details__text">
        <ul className="govuk-list govuk-list--bullet">
          {ignored.slice(0, shownLines).map(one => (
            <li key={`${one.where}${one.text}`}>
              <strong>{one.where}</strong> “{shortened(one.text)}”: {ignoredWords(one)}
            </li>
          ))}
          <More count={ignored.length - shownLines} />
        </ul>
      </div>
    </details>
  )
}

const More = ({ count }: { readonly count: number }) =>
  count > 0 ? <li>and {plural(count, 'more', 'more')}.</li> : null
