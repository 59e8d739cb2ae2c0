import '../styles-later.scss'
import { Suspense, useMemo } from 'react'
import { Link, useParams } from 'react-router'
import { isRatio, showValue } from '../../domain/figures/measure.ts'
import { indicatorCell, type PlaceId } from '../../domain/ids.ts'
import { gapSentence } from '../../domain/sentences.ts'
import type { Indicator } from '../../domain/set/indicator-set.ts'
import { codeIn, enteredAt } from '../../domain/set/indicators.ts'
import { NotYoursPage } from '../layout/not-yours-page.tsx'
import { nameOfPlace } from '../month/month.ts'
import { monthPath } from '../month/month-tabs.tsx'
import { cellAttribute } from './cell/cell-names.ts'
import { FigureCell } from './cell/figure-cell.tsx'
import { RagBadge } from './cell/rag-badge.tsx'
import { ratingWords } from './cell/rating-words.ts'
import { suppliedWords } from './cell/shown-figure.tsx'
import { WritingLine } from './cell/writing-here.tsx'
import { Definition } from './dock/definition.tsx'
import { DirectionWords } from './dock/direction-words.tsx'
import { MonthsStrip } from './dock/months-strip.tsx'
import { OptionalExplanation } from './dock/optional-explanation.tsx'
import { usePaste } from './keys/use-paste.tsx'
import { useSheetKeys } from './keys/use-sheet-keys.ts'
import { PlaceMark } from './place-mark.tsx'
import { useSheet, useTopic } from './sheet-context.ts'
import { Sides } from './sides/sides-later.ts'
import { conditionWords, placeTarget } from './target-label.ts'
import { useAskedCell } from './use-asked-cell.ts'
import { isContested } from './work/device-view.ts'
import { cellErrors } from './work/summary.ts'
import { topicOf } from './work/topics.ts'

/** One district, one column, big targets: for a tablet, a phone, a zoomed screen, or by choice. */
export function DistrictView() {
  const { work } = useSheet()
  const { place } = useParams()
  const found = work.month.places.find(one => one === place)
  return found === undefined ? <NotYoursPage inMonth /> : <OneDistrict key={found} place={found} />
}

function OneDistrict({ place }: { readonly place: PlaceId }) {
  const sheet = useSheet()
  const { month } = sheet.work
  const order = useMemo(() => ({ rows: month.indicators.map(one => one.id), columns: [place] }), [month, place])
  const keys = useSheetKeys(sheet, order)
  const { onPaste, preview } = usePaste(order)
  useAskedCell()
  const groups = [...new Set(month.indicators.map(indicator => indicator.group))]
  return (
    <div className="ff-district">
      <DistrictList place={place} />
      <h2 className="govuk-heading-m ff-district__name">{nameOfPlace(month.set, place, month.period)}</h2>
      <div onPaste={onPaste} {...keys}>
        {groups.map(group => (
          <section key={group} aria-label={group}>
            <h3 className="ff-district__group">{group}</h3>
            {month.indicators
              .filter(indicator => indicator.group === group && enteredAt(indicator, place))
              .map(indicator => (
                <DistrictFigure key={indicator.id} place={place} indicator={indicator} />
              ))}
          </section>
        ))}
      </div>
      {preview}
    </div>
  )
}

function DistrictList({ place }: { readonly place: PlaceId }) {
  const { month } = useSheet().work
  const base = `${monthPath(month)}/district`
  const at = month.places.indexOf(place)
  const before = month.places[at - 1]
  const after = month.places[at + 1]
  const name = (one: PlaceId): string => nameOfPlace(month.set, one, month.period)
  return (
    <nav className="ff-districts" aria-label="Districts">
      <p className="ff-districts__step">
        {before ? <Link to={`${base}/${before}`}>‹ {name(before)}</Link> : <span />}
        <span>
          {name(place)} ({at + 1} of {month.places.length})
        </span>
        {after ? <Link to={`${base}/${after}`}>{name(after)} ›</Link> : <span />}
      </p>
      <ul className="ff-districts__all">
        {month.places.map(one => (
          <li key={one}>
            <Link to={`${base}/${one}`} aria-current={one === place ? 'page' : undefined}>
              {name(one)} <PlaceMark place={one} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function DistrictFigure({ place, indicator }: { readonly place: PlaceId; readonly indicator: Indicator }) {
  const { month } = useSheet().work
  return (
    <div className="ff-district__figure">
      <h4 className="ff-district__title">
        <span className="ff-district__code">{codeIn(indicator, month.period)}</span> {indicator.shortTitle}
      </h4>
      {indicator.part && indicator.whole ? (
        <p className="ff-district__what">
          {indicator.part.label} {indicator.kind === 'percent' ? 'of' : 'for'} {indicator.whole.label}
        </p>
      ) : null}
      <div className="ff-district__entry" data-cell={cellAttribute(place, indicator.id)}>
        <FigureCell place={place} indicator={indicator} />
      </div>
      <DistrictReading place={place} indicator={indicator} />
    </div>
  )
}

/** What the figure amounts to, in words, redrawn alone. */
function DistrictReading({ place, indicator }: { readonly place: PlaceId; readonly indicator: Indicator }) {
  const { work } = useSheet()
  useTopic(work, topicOf.cell(place, indicator.id))
  const reading = work.readings.reading(place, indicator)
  const supplied = suppliedWords(reading, work.month.period, work.readings.value(place, indicatorCell(indicator.id)))
  const errors = work.isIn(place, indicator.id) ? [] : cellErrors(work, place, indicator)
  const view = work.cell(place, indicatorCell(indicator.id))
  const { measured } = reading
  const rag = reading.rating.rag
  const target = placeTarget(work.month, indicator, place)
  const said = rag === reading.rating.rag ? ratingWords(work.month.set, reading) : ''
  return (
    <>
      <WritingLine said={work.writing(place, indicatorCell(indicator.id))} announced={work.isIn(place, indicator.id)} />
      {errors.map(error => (
        <p key={error} className="govuk-error-message">
          <span className="govuk-visually-hidden">Error: </span>
          {error}
        </p>
      ))}
      {view && isContested(view) ? (
        <Suspense fallback={null}>
          <Sides place={place} cell={indicatorCell(indicator.id)} view={view} />
        </Suspense>
      ) : null}
      <p className="ff-district__reading">
        {isRatio(indicator) && measured.state === 'measured' && supplied === undefined ? (
          <strong>{showValue(indicator, measured)} </strong>
        ) : null}
        {rag ? <RagBadge rag={rag} worded /> : null}{' '}
        {measured.state === 'gap' ? gapSentence(measured.gap) : (supplied?.sentence ?? said)}{' '}
        {supplied && rag ? said : ''} <DirectionWords reading={reading} />
      </p>
      <div className="ff-district__more">
        {target ? <span>Target: {conditionWords(indicator, target)}</span> : null}
        <MonthsStrip context={work.readings.context(place)} indicator={indicator} reading={reading} />
        <Definition indicator={indicator} />
      </div>
      {supplied === undefined ? <OptionalExplanation place={place} indicator={indicator} /> : null}
    </>
  )
}
