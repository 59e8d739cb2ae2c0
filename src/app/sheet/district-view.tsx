import '../styles-later.scss'
import { Suspense, useMemo, useRef } from 'react'
import { Link, useParams } from 'react-router'
import { everywhere, indicatorCell, type PlaceId } from '../../domain/ids.ts'
import { gapSentence } from '../../domain/sentences.ts'
import type { Indicator } from '../../domain/set/indicator-set.ts'
import { codeIn, enteredAt } from '../../domain/set/indicators.ts'
import { periodName } from '../../domain/time/period.ts'
import { NotYoursPage } from '../layout/not-yours-page.tsx'
import { type Month, nameOfPlace } from '../month/month.ts'
import { monthPath } from '../month/month-tabs.tsx'
import { BehalfLine } from '../questions/behalf.tsx'
import { RulingsOf } from '../questions/rulings.tsx'
import { ThreadsOf, ThreadsOfFigure } from '../questions/threads.tsx'
import { MonthHead } from './beside/month-head.tsx'
import { cellAttribute, lagWords } from './cell/cell-names.ts'
import { FigureCell } from './cell/figure-cell.tsx'
import { RagBadge } from './cell/rag-badge.tsx'
import { ratingWords } from './cell/rating-words.ts'
import { suppliedWords } from './cell/shown-figure.tsx'
import { WritingLine } from './cell/writing-here.tsx'
import { CouncilAnswer } from './council/council-answer.tsx'
import { Definition } from './dock/definition.tsx'
import { DirectionWords } from './dock/direction-words.tsx'
import { targetWords } from './dock/target-words.ts'
import { EarlierMonths } from './earlier/earlier-months.tsx'
import { DistrictExplain } from './explain/district-explain.tsx'
import { useBlockKeys } from './keys/use-block-keys.ts'
import { usePaste } from './keys/use-paste.tsx'
import { useSheetKeys } from './keys/use-sheet-keys.ts'
import { PlaceMark } from './place-mark.tsx'
import { SaidLine } from './said-line.tsx'
import { useSheet, useTopic } from './sheet-context.ts'
import { Sides } from './sides/sides-later.ts'
import { placeTarget } from './target-label.ts'
import { useAskedCell } from './use-asked-cell.ts'
import { carriedFrom } from './work/carried.ts'
import { isContested } from './work/device-view.ts'
import { cellErrors } from './work/summary.ts'
import { topicOf } from './work/topics.ts'

/** One district, one column, big targets: for a tablet, a phone, a zoomed screen, or by choice. */
export function DistrictView() {
  const { work } = useSheet()
  const { place } = useParams()
  const found = districtPlaces(work.month).find(one => one === place)
  return found === undefined ? <NotYoursPage inMonth /> : <OneDistrict key={found} place={found} />
}

function OneDistrict({ place }: { readonly place: PlaceId }) {
  const sheet = useSheet()
  const { month } = sheet.work
  const order = useMemo(() => ({ rows: month.indicators.map(one => one.id), columns: [place] }), [month, place])
  const keys = useSheetKeys(sheet, order)
  const { onPaste, preview } = usePaste(order)
  const box = useRef<HTMLDivElement>(null)
  useBlockKeys(box, order)
  useAskedCell()
  const groups = [...new Set(month.indicators.map(indicator => indicator.group))]
  return (
    <div className="ff-district">
      <DistrictHead place={place} />
      <MonthHead place={place} />
      <ThreadsOf place={place} />
      <div ref={box} onPaste={onPaste} {...keys}>
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
      <SaidLine />
      {preview}
    </div>
  )
}

/** Her districts, and the whole contract where it has figures of its own. */
const districtPlaces = (month: Month): readonly PlaceId[] =>
  month.holdsWide && month.indicators.some(one => enteredAt(one, everywhere))
    ? [...month.places, everywhere]
    : month.places

/** All her districts, then the one she is in between the one before and the one after. */
function DistrictHead({ place }: { readonly place: PlaceId }) {
  const { month } = useSheet().work
  const base = `${monthPath(month)}/district`
  const places = districtPlaces(month)
  const at = places.indexOf(place)
  const before = places[at - 1]
  const after = places[at + 1]
  const name = (one: PlaceId): string => nameOfPlace(month.set, one, month.period)
  const heading = (
    <h2 className="ff-district__name">
      {name(place)}
      {places.length > 1 ? ` (${at + 1} of ${places.length})` : ''}
    </h2>
  )
  if (places.length === 1) return heading
  return (
    <nav className="ff-districts" aria-label="Districts">
      <ul className="ff-districts__all">
        {places.map(one => (
          <li key={one}>
            <Link to={`${base}/${one}`} aria-current={one === place ? 'page' : undefined}>
              {name(one)} <PlaceMark place={one} />
            </Link>
          </li>
        ))}
      </ul>
      <div className="ff-districts__step">
        {before ? <Link to={`${base}/${before}`}>‹ {name(before)}</Link> : <span />}
        {heading}
        {after ? <Link to={`${base}/${after}`}>{name(after)} ›</Link> : <span />}
      </div>
    </nav>
  )
}

function DistrictFigure({ place, indicator }: { readonly place: PlaceId; readonly indicator: Indicator }) {
  const { month } = useSheet().work
  return (
    <div className="ff-district__figure">
      <h4 className="ff-district__title">
        <span className="ff-district__code">{codeIn(indicator, month.period)}</span> {indicator.shortTitle}
        {lagWords(month, indicator)}
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
  const carried = carriedFrom(work, place, indicator)
  const { rag } = reading.rating
  const target = placeTarget(work.month, indicator, place)
  const said = ratingWords(work.month.set, reading)
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
        {rag ? <RagBadge rag={rag} /> : null}{' '}
        {measured.state === 'gap' ? gapSentence(measured.gap) : (supplied?.sentence ?? said)}{' '}
        {supplied && rag ? said : ''} <DirectionWords reading={reading} />
        {carried === undefined ? '' : ` Carried from ${periodName(carried)}.`}
      </p>
      <div className="ff-district__more">
        {target ? <span>Target: {targetWords(work.month, reading)}</span> : null}
        <EarlierMonths place={place} indicator={indicator} reading={reading} />
        <Definition indicator={indicator} />
      </div>
      <CouncilAnswer place={place} indicator={indicator} idPrefix="district" />
      <RulingsOf place={place} indicator={indicator.id} />
      <BehalfLine place={place} indicator={indicator.id} />
      <ThreadsOfFigure place={place} indicator={indicator.id} />
      {supplied === undefined ? <DistrictExplain place={place} indicator={indicator} /> : null}
    </>
  )
}
