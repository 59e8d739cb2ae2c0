/** The agenda of one meeting as sections of lines: drawn, printed and copied as they are. Pure. */

import { answerCell } from '../../../domain/cell-kinds.ts'
import { type CellKey, everywhere, type IsoDate, type PlaceId } from '../../../domain/ids.ts'
import type { CarriedAction } from '../../../domain/meetings/carried.ts'
import {
  disputesOf,
  exceptionsOf,
  exceptionsOfTotals,
  type ReturnException,
} from '../../../domain/meetings/exceptions.ts'
import type { PlanWithActions } from '../../../domain/meetings/plans.ts'
import type { Rag } from '../../../domain/ratings/rating.ts'
import type { ReturnContext } from '../../../domain/reading.ts'
import { owesAnswer } from '../../../domain/review/owes.ts'
import { type Punctuality, punctuality } from '../../../domain/review/punctuality.ts'
import { directionSentence, dueSentence, ragShape, ragWord } from '../../../domain/sentences.ts'
import type { Contract, IndicatorSet } from '../../../domain/set/indicator-set.ts'
import { codeIn, indicatorById } from '../../../domain/set/indicators.ts'
import type { Board, ReturnView } from '../../../protocol/exchange.ts'
import { nameOfPlace } from '../../month/month.ts'
import { ratingWords } from '../../sheet/cell/rating-words.ts'
import { explanationWords } from '../../submit/explanation-words.ts'
import { longDate, whenSentence } from '../../words.ts'
import { ownerWords, sinceWords } from '../parts/action-words.ts'
import { planFacts } from '../parts/plan-words.ts'

export interface AgendaLine {
  readonly text: string
  readonly rag?: Rag
  /** Said under it. */
  readonly more: readonly string[]
}
export interface AgendaGroup {
  /** A district's name; '': the section has no groups. */
  readonly title: string
  readonly lines: readonly AgendaLine[]
}
export interface AgendaSection {
  readonly title: string
  /** What is said where it has nothing. */
  readonly none: string
  readonly groups: readonly AgendaGroup[]
}

/** One place's return, read from the server. */
export interface Read {
  readonly place: PlaceId
  readonly view: ReturnView
  readonly context: ReturnContext
}

interface Parts {
  readonly set: IndicatorSet
  readonly contract: Contract
  readonly today: IsoDate
  readonly reads: readonly Read[]
  readonly board: Board
  readonly actions: readonly CarriedAction[]
  readonly plans: readonly PlanWithActions[]
}

const line = (text: string, ...more: readonly string[]): AgendaLine => ({
  text,
  more: more.filter(said => said.trim() !== ''),
})

const because: Readonly<Record<ReturnException['because'], string>> = {
  'explain-red': '',
  'explain-amber-twice': 'Amber for the second time running.',
  'explain-worsened': 'Much worse than before.',
}

function exceptionLine(
  { set, period }: ReturnContext,
  { reading, because: why, said }: ReturnException,
  total = false,
): AgendaLine {
  const { indicator, direction, rating } = reading
  const words = said.map(one => explanationWords(set, one)).filter(text => text !== '')
  return {
    ...line(
      `${codeIn(indicator, period)} ${indicator.shortTitle}`,
      [
        ratingWords(set, reading),
        direction.type === 'unknown' ? '' : `${directionSentence(indicator, direction)}.`,
        because[why],
      ]
        .filter(text => text !== '')
        .join(' '),
      words.length === 0 ? (total ? '' : 'Not explained.') : `Explained: ${words.join(' ')}`,
    ),
    ...(rating.rag === null ? {} : { rag: rating.rag }),
  }
}

/** The exceptions of one return; and where it is not in yet, that it is not: nothing Red is then no good news. */
function figureLines({ place, context, view }: Read, reads: readonly Read[]): readonly AgendaLine[] {
  const districts = reads.filter(read => read.place !== everywhere).map(read => read.context)
  if (place === everywhere)
    return [...exceptionsOf(context), ...exceptionsOfTotals(context, districts)].map(one =>
      exceptionLine(context, one, true),
    )
  const lines = exceptionsOf(context).map(one => exceptionLine(context, one))
  if (view.row.state !== 'open' && view.row.state !== 'sent-back') return lines
  if (context.cells.size === 0) return [line('Nothing has been entered yet.')]
  return [line('Not submitted: these figures may change.'), ...lines]
}

function questionLines({ set, period }: ReturnContext, { row }: ReturnView): readonly AgendaLine[] {
  return (row.review?.questions ?? []).flatMap(question => {
    const owed = owesAnswer(question)
    const [first] = question.messages
    const last = question.messages.at(-1)
    if (owed === undefined || first === undefined || last === undefined) return []
    const about = question.cells.map(cell => {
      const indicator = indicatorById(set, cell as string as Parameters<typeof indicatorById>[1])
      return indicator === undefined ? undefined : codeIn(indicator, period)
    })
    const codes = about.filter(code => code !== undefined).join(', ')
    const due = question.due === undefined ? '' : `, wanted by ${longDate(question.due)}`
    return [
      line(
        `${codes === '' ? 'The return' : codes}: ${first.text}`,
        last === first ? '' : `Last said by ${last.by.name}: ${last.text}`,
        `Asked ${whenSentence(first.receivedAt)}. ${owed === 'provider' ? 'The provider' : 'The council'} owes an answer${due}.`,
      ),
    ]
  })
}

function disputeLines(context: ReturnContext, { row }: ReturnView): readonly AgendaLine[] {
  const figures = disputesOf(context).flatMap(({ indicator, reason }) => {
    const key: CellKey = answerCell(indicator.id)
    // Decided on as it stands: nothing to talk about.
    const ruled = row.review?.rulings?.[key]
    if (ruled !== undefined && ruled.token === row.cells[key]?.token) return []
    return [
      line(`${codeIn(indicator, context.period)} ${indicator.shortTitle}: the provider disputes the figure`, reason),
    ]
  })
  const differ = Object.values(row.cells).filter(cell => (cell.sides?.length ?? 0) > 0).length
  return differ === 0
    ? figures
    : [
        ...figures,
        line(
          `${differ === 1 ? 'One figure or text is' : `${differ} figures or texts are`} entered differently by two people of the provider’s`,
        ),
      ]
}

const lateWords = (due: IsoDate, today: IsoDate, how: Punctuality): string | undefined => {
  switch (how.is) {
    case 'overdue':
      return `Not received. ${dueSentence(today, due)}.`
    case 'late':
      return `Received late: it was due ${longDate(due)}.`
    case 'counted':
      return `Received late, counted on time: ${how.reason}`
    default:
      return undefined
  }
}

function lateLines({ board, contract, today }: Parts, place: PlaceId): readonly AgendaLine[] {
  const collection = board.collections.find(one => one.service === contract.service && one.period === board.period)
  const row = board.rows.find(one => one.sheet === `${contract.id}/${place}/${board.period}`)
  if (collection === undefined || row === undefined) return []
  const { due } = collection
  const words = lateWords(due, today, punctuality({ due, today, received: row.received, onTime: row.onTime }))
  return words === undefined ? [] : [line(words)]
}

/** The agenda: what is late, what stands out, what is asked and disputed, what was agreed and is not done. */
export function agendaOf(parts: Parts): readonly AgendaSection[] {
  const { set, contract, reads, actions, plans } = parts
  const by = (of: (read: Read) => readonly AgendaLine[]): readonly AgendaGroup[] =>
    reads.flatMap(read => {
      const lines = of(read)
      return lines.length === 0 ? [] : [{ title: nameOfPlace(set, read.place, read.context.period), lines }]
    })
  const plain = (lines: readonly AgendaLine[]): readonly AgendaGroup[] =>
    lines.length === 0 ? [] : [{ title: '', lines }]
  return [
    {
      title: 'Late returns',
      none: 'Every return came on time, or is not due yet.',
      groups: by(read => lateLines(parts, read.place)),
    },
    {
      title: 'Figures that stand out',
      none: 'No figure is Red, Amber twice running, or much worse than before.',
      groups: by(read => figureLines(read, reads)),
    },
    {
      title: 'Open questions',
      none: 'No question is open.',
      groups: by(({ context, view }) => questionLines(context, view)),
    },
    { title: 'Disputes', none: 'Nothing is disputed.', groups: by(({ context, view }) => disputeLines(context, view)) },
    {
      title: 'Open actions',
      none: 'No action is open.',
      groups: plain(
        actions.map(one =>
          line(
            one.entry.value.text,
            `${ownerWords(contract.provider, one.entry.value)}. ${sinceWords(one)}${one.entry.audience === 'internal' ? ' Internal.' : ''}`,
          ),
        ),
      ),
    },
    {
      title: 'Improvement plans and deep dives',
      none: 'No plan is open.',
      groups: plain(
        plans
          .filter(({ plan }) => plan.value.status === 'open')
          .map(one =>
            line(one.plan.value.title, `${planFacts(one)}.${one.plan.audience === 'internal' ? ' Internal.' : ''}`),
          ),
      ),
    },
  ]
}

/** The same as plain text, to be pasted into a message. */
export function agendaText(title: string, sections: readonly AgendaSection[]): string {
  const said = ({ text, rag, more }: AgendaLine): readonly string[] => [
    `- ${rag === undefined ? '' : `${ragShape[rag]} ${ragWord[rag]}: `}${text}`,
    ...more.map(one => `  ${one}`),
  ]
  return [
    title,
    ...sections.flatMap(section => [
      '',
      section.title.toUpperCase(),
      ...(section.groups.length === 0
        ? [section.none]
        : section.groups.flatMap(group => [
            ...(group.title === '' ? [] : [group.title]),
            ...group.lines.flatMap(said),
          ])),
    ]),
  ].join('\n')
}
