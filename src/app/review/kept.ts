/**
 * What an officer has typed and not sent, and what she sent without an answer: in the page's memory alone, for as long
 * as her session is open here. It outlives leaving a return, a newer version of it, and a session that ended.
 */
import type { Office } from '../../device/door/office.ts'
import type { OpId } from '../../domain/ids.ts'
import type { OfficersAct } from '../../protocol/operation.ts'

/** The texts of one form by their field. */
export type Fields = Readonly<Record<string, string>>

interface Unanswered {
  /** What was asked for, so that the same is sent again and something else is not. */
  readonly asked: string
  readonly acts: readonly OfficersAct[]
}

const nothing: Fields = {}

export class Kept {
  readonly #forms = new Map<string, Fields>()
  readonly #unanswered = new Map<string, Unanswered>()
  readonly #listeners = new Set<() => void>()
  /** The acts made here: what they write is no news to her. */
  readonly mine = new Set<OpId>()

  fields(form: string): Fields {
    return this.#forms.get(form) ?? nothing
  }

  type(form: string, field: string, text: string): void {
    this.#put(form, { ...this.fields(form), [field]: text })
  }

  forget(form: string): void {
    this.#put(form, nothing)
  }

  /** Her session here is over. */
  end(): void {
    for (const form of [...this.#forms.keys()]) this.forget(form)
    this.#unanswered.clear()
  }

  /** How many forms hold something that was not sent. */
  count(): number {
    return this.#forms.size
  }

  unanswered(form: string, asked: string): readonly OfficersAct[] | undefined {
    const found = this.#unanswered.get(form)
    return found?.asked === asked ? found.acts : undefined
  }

  sent(form: string, unanswered: Unanswered): void {
    this.#unanswered.set(form, unanswered)
    for (const act of unanswered.acts) this.mine.add(act.opId)
  }

  answered(form: string): void {
    this.#unanswered.delete(form)
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  #put(form: string, fields: Fields): void {
    const empty = Object.values(fields).every(text => text === '')
    if (empty) this.#forms.delete(form)
    else this.#forms.set(form, fields)
    if (this.#forms.size > 0) window.addEventListener('beforeunload', askBeforeLeaving)
    else window.removeEventListener('beforeunload', askBeforeLeaving)
    for (const listener of [...this.#listeners]) listener()
  }
}

const askBeforeLeaving = (event: BeforeUnloadEvent): void => event.preventDefault()

const byOffice = new WeakMap<Office, Kept>()

/** One for each session of an officer. */
export function keptOf(office: Office): Kept {
  const found = byOffice.get(office) ?? new Kept()
  byOffice.set(office, found)
  return found
}
