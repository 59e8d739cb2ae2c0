// @vitest-environment jsdom
/** Every key that the help panel lists does what it says: a key without a proof fails, and so does a proof too many. */
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyList } from '../../src/app/sheet/keys/key-list.ts'
import { amount, contract, ratio } from '../domain/small-set.ts'
import { FakeDesk, set } from './fake-desk.ts'
import { renderMonth, setScreen } from './render.tsx'

type User = ReturnType<typeof userEvent.setup>

const at = (place: string, indicator: string, field = 'value'): HTMLInputElement => {
  const found = document.getElementById(`f-${place}-${indicator}-${field}`)
  if (!(found instanceof HTMLInputElement)) throw new Error(`no field ${place} ${indicator} ${field}`)
  return found
}
const isIn = (place: string, indicator: string, field = 'value') =>
  expect(document.activeElement?.id).toBe(`f-${place}-${indicator}-${field}`)
const chosen = () => document.querySelectorAll('[data-chosen-cell]').length

/** Posts carry over; closed cases are kept in lines by worker. */
const month = {
  ...set,
  indicators: set.indicators.map(one =>
    one.id === 'caseload'
      ? { ...one, carries: 'whole' as const }
      : one.id === 'closed'
        ? { ...one, lines: 'worker' as const }
        : one,
  ),
}

async function draw(): Promise<{ readonly desk: FakeDesk; readonly user: User }> {
  const desk = new FakeDesk()
  desk.change({
    set: month,
    histories: new Map([[`${contract.id}/east-a`, { '2017-05': { caseload: ratio('30', '2.3') } }]]) as never,
  })
  desk.pull('east-a', { open: amount(4) })
  renderMonth(desk)
  await waitFor(() => expect(document.querySelector('[data-blocks]')).not.toBeNull())
  return { desk, user: userEvent.setup() }
}

const proofs: Readonly<Record<string, (user: User, desk: FakeDesk) => Promise<void>>> = {
  'Tab, Shift+Tab': async user => {
    await user.click(at('east-a', 'open'))
    await user.tab()
    isIn('east-b', 'open')
    await user.tab({ shift: true })
    isIn('east-a', 'open')
  },
  'Enter, Shift+Enter': async user => {
    await user.click(at('east-a', 'closed'))
    await user.keyboard('{Enter}')
    isIn('east-a', 'open')
    await user.keyboard('{Shift>}{Enter}{/Shift}')
    isIn('east-a', 'closed')
    await user.click(at('east-a', 'good', 'part'))
    await user.keyboard('{Enter}')
    isIn('east-b', 'closed')
  },
  '↑, ↓': async user => {
    await user.click(at('east-a', 'closed'))
    await user.keyboard('{ArrowDown}')
    isIn('east-a', 'open')
    await user.keyboard('{ArrowUp}')
    isIn('east-a', 'closed')
  },
  'Ctrl + arrows': async user => {
    await user.click(at('east-a', 'closed'))
    await user.keyboard('{Control>}{ArrowRight}{ArrowDown}{/Control}')
    isIn('east-b', 'open')
    await user.keyboard('{Control>}{ArrowLeft}{ArrowUp}{/Control}')
    isIn('east-a', 'closed')
  },
  '/': async user => {
    await user.click(at('east-a', 'achieved', 'part'))
    await user.keyboard('/')
    await waitFor(() => isIn('east-a', 'achieved', 'whole'))
  },
  'Alt + ↓, or type n/a': async user => {
    await user.click(at('east-a', 'open'))
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}')
    expect(await screen.findByRole('dialog', { name: 'open open, A' })).toBeTruthy()
    await user.keyboard('{Escape}')
    act(() => fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true })) as never)
    await user.type(at('east-b', 'open'), 'n/a')
    expect(await screen.findByRole('dialog', { name: 'open open, Shepway' })).toBeTruthy()
    // Straight to why: "Not available" is the usual choice, and is said with the field.
    expect(document.activeElement).toBe(screen.getByLabelText('Why, in a few words'))
    expect(screen.getByText('Not available. Seen by the council')).toBeTruthy()
  },
  "Ctrl + '": async (user, desk) => {
    await user.click(at('east-a', 'caseload', 'whole'))
    fireEvent.keyDown(at('east-a', 'caseload', 'whole'), { key: "'", ctrlKey: true })
    await waitFor(() => expect(desk.value('east-a', 'caseload')).toEqual(ratio(undefined, '2.3')))
  },
  '+': async user => {
    await user.click(at('east-a', 'closed'))
    await user.keyboard('+')
    expect(await screen.findByRole('dialog')).toBeTruthy()
  },
  F2: async user => {
    await user.click(at('east-a', 'open'))
    await waitFor(() => expect(document.querySelector('[data-explains] textarea')).not.toBeNull())
    await user.keyboard('{F2}')
    expect(document.activeElement).toBeInstanceOf(HTMLTextAreaElement)
    await user.keyboard('{F2}')
    isIn('east-a', 'open')
  },
  'Delete, on a reason': async (user, desk) => {
    act(() => desk.pull('east-a', { open: { type: 'gap', reason: 'not-available', note: 'lost' } }))
    const reason = await screen.findByRole('button', { name: /^open open, A: Not available/ })
    act(() => reason.focus())
    await user.keyboard('{Delete}')
    await waitFor(() => expect(desk.value('east-a', 'open')).toBeNull())
  },
  'Shift + arrows, Shift + click': async user => {
    await user.click(at('east-b', 'closed'))
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}')
    expect(chosen()).toBe(2)
    fireEvent.mouseDown(at('west-c', 'open'), { shiftKey: true, button: 0 })
    expect(chosen()).toBe(4)
  },
  Escape: async user => {
    await user.click(at('east-b', 'closed'))
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}{Escape}')
    expect(chosen()).toBe(0)
  },
  'Ctrl+C, Ctrl+X': async (user, desk) => {
    await user.click(at('east-a', 'open'))
    act(() => at('east-a', 'open').select())
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}')
    for (const type of ['copy', 'cut']) {
      const kinds: string[] = []
      const event = new Event(type, { bubbles: true, cancelable: true })
      Object.assign(event, { clipboardData: { setData: (kind: string) => kinds.push(kind) } })
      act(() => {
        at('east-a', 'open').dispatchEvent(event)
      })
      expect(kinds).toEqual(['text/plain', 'text/html'])
    }
    await waitFor(() => expect(desk.value('east-a', 'open')).toBeNull())
  },
  'Delete, on a block': async (user, desk) => {
    await user.click(at('east-a', 'open'))
    await user.keyboard('{Shift>}{ArrowUp}{/Shift}{Delete}')
    await waitFor(() => expect(desk.value('east-a', 'open')).toBeNull())
  },
  'Ctrl+V': async user => {
    await user.click(at('east-a', 'open'))
    fireEvent.paste(at('east-a', 'open'), { clipboardData: { getData: () => '1\t2' } })
    expect(await screen.findByRole('dialog', { name: 'Paste these figures?' })).toBeTruthy()
  },
  'Ctrl+Z, Ctrl+Y': async (user, desk) => {
    await user.type(at('east-b', 'open'), '9')
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(desk.value('east-b', 'open')).toBeNull())
    await user.keyboard('{Control>}y{/Control}')
    await waitFor(() => expect(desk.value('east-b', 'open')).toEqual(amount(9)))
    await user.keyboard('{Control>}{Shift>}Z{/Shift}{/Control}')
  },
  '?': async user => {
    await user.click(at('east-a', 'open'))
    await user.keyboard('?')
    expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeTruthy()
    expect(at('east-a', 'open').value).toBe('4')
  },
}

beforeEach(() => setScreen(true))
afterEach(() => cleanup())

describe('the keys of the help panel', () => {
  it('are those that are proved here', () => {
    expect(keyList.map(([key]) => key)).toEqual(Object.keys(proofs))
  })

  it.each(keyList)('%s: %s', async key => {
    const { desk, user } = await draw()
    await proofs[key]?.(user, desk)
  })

  it('are all shown by ?', async () => {
    const { user } = await draw()
    await user.click(at('east-a', 'open'))
    await user.keyboard('?')
    const dialog = await screen.findByRole('dialog', { name: 'Keys' })
    for (const [key, does] of keyList) expect(dialog.textContent).toContain(`${key}${does}`)
  })
})
