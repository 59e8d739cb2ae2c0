// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { filterIn } from '../../../src/app/board/shown/filter.ts'
import type { Refusal } from '../../../src/device/desk.ts'
import type { Office } from '../../../src/device/door/office.ts'
import { type SavedView, savedViewsSchema } from '../../../src/protocol/views.ts'
import { FakeOffice } from '../fake-office.ts'
import { address, drawBoard, rowOf } from './draw-board.tsx'

afterEach(() => cleanup())

/** An office whose server keeps views, or refuses. */
class ViewsOffice extends FakeOffice {
  views: readonly SavedView[] = []
  refusal: Refusal | undefined
  override readonly api: Office['api'] = {
    read: async schema => ({ ok: true, value: schema.parse({ views: this.views }) }),
    write: async (schema, _path, body) => {
      if (this.refusal) return { ok: false, refusal: this.refusal }
      this.views = savedViewsSchema.parse(body).views
      return { ok: true, value: schema.parse(body) }
    },
  }
}

describe('saved views', () => {
  it('name a filter, pick it in another month, rename and delete it', async () => {
    const user = userEvent.setup()
    const office = new ViewsOffice()
    drawBoard(office)
    await rowOf('A')
    expect(screen.queryByRole('button', { name: 'Save this view' })).toBeNull()
    await user.selectOptions(screen.getByLabelText('On time or late'), 'Overdue')
    await user.click(screen.getByRole('button', { name: 'Save this view' }))
    const dialog = screen.getByRole('dialog', { name: 'Save this view' })
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    expect(within(dialog).getByRole('alert').textContent).toContain('Give the view a name')
    await user.type(within(dialog).getByLabelText('Name'), 'To phone')
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(office.views).toEqual([{ name: 'To phone', filter: filterIn(new URLSearchParams('late=overdue')) }])

    await user.selectOptions(screen.getByLabelText('Saved view'), 'None')
    expect(address()).toBe('?month=2017-06')
    await user.selectOptions(screen.getByLabelText('Saved view'), 'To phone')
    expect(address()).toBe('?month=2017-06&late=overdue')

    await user.click(screen.getByRole('button', { name: 'Rename or delete' }))
    const again = screen.getByRole('dialog', { name: 'Saved view: To phone' })
    await user.clear(within(again).getByLabelText('Name'))
    await user.type(within(again).getByLabelText('Name'), 'Overdue ones')
    await user.click(within(again).getByRole('button', { name: 'Rename' }))
    expect(office.views.map(one => one.name)).toEqual(['Overdue ones'])
    await user.click(screen.getByRole('button', { name: 'Rename or delete' }))
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete' }))
    expect(office.views).toEqual([])
  })

  it('says when one is not saved, and two of one name are none', async () => {
    const user = userEvent.setup()
    const office = new ViewsOffice()
    office.views = [{ name: 'Mine', filter: filterIn(new URLSearchParams('state=accepted')) }]
    drawBoard(office, '/board?rating=red')
    await user.click(await screen.findByRole('button', { name: 'Save this view' }))
    const dialog = screen.getByRole('dialog')
    await user.type(within(dialog).getByLabelText('Name'), 'Mine')
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    expect(within(dialog).getByRole('alert').textContent).toContain('Another view has this name')
    await user.type(within(dialog).getByLabelText('Name'), ' too')
    office.refusal = { type: 'offline' }
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    expect((await within(dialog).findByRole('alert')).textContent).toContain('There is no signal: it was not saved.')
    expect(office.views).toHaveLength(1)
  })
})
