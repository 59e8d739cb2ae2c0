// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { MemoryRouter, Route, Routes } from 'react-router'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AtPeople } from '../../../src/app/people/people-context.ts'
import PeoplePage from '../../../src/app/people/people-page.tsx'
import { contract, pid } from '../../domain/small-set.ts'
import { setScreen } from '../render.tsx'
import { ahead, atPeople, FakePeople, holds, leadId, past, row, tablet } from './fake-people.ts'

function onLine(is: boolean): void {
  Object.defineProperty(navigator, 'onLine', { value: is, configurable: true })
  window.dispatchEvent(new Event(is ? 'online' : 'offline'))
}
beforeEach(() => {
  setScreen(true)
  onLine(true)
})
afterEach(() => cleanup())

function open(online: FakePeople, path = '/people', more: Partial<AtPeople> = {}, onSession = () => undefined) {
  const user = userEvent.setup()
  const drawn = render(
    <MemoryRouter initialEntries={[path]}>
      <main>
        <Routes>
          <Route path="/people/*" element={<PeoplePage {...atPeople(online, more)} onSession={onSession} />} />
        </Routes>
      </main>
    </MemoryRouter>,
  )
  return { user, drawn }
}

const editor = row('editor', { given: holds('provider-editor'), lastActive: past })
const worker = row('worker', { given: holds('field-worker', [pid('east-a')]) })
const invited = row('new', { state: 'invited', invitationEndsAt: ahead })
const lead = row(leadId, { given: holds('provider-lead'), manage: 'nothing' })
const button = (name: RegExp | string) => screen.getByRole('button', { name })
const link = (name: RegExp | string) => screen.findByRole('link', { name })

describe('the list', () => {
  it('says who, as what, where, in which state and when last', async () => {
    const standing = row('standing', {
      given: holds('field-worker', [pid('west-c')]),
      standsIn: [{ id: 's', contract: contract.id, from: '2017-07-01' as never, to: '2017-07-31' as never }],
    })
    const tooOld = row('late', { state: 'invited', invitationEndsAt: past })
    const { drawn } = open(new FakePeople([editor, worker, invited, standing, tooOld, lead]))
    const table = await screen.findByRole('table')
    const line = (name: string) => within(table).getByRole('row', { name: new RegExp(name) })
    expect(line('Person editor').textContent).toContain('Provider editorSupport, Helper: every districtWorking')
    expect(line('Person editor').textContent).toContain('1 July 2017 at 10:00')
    expect(line('Person worker').textContent).toContain('Support, Helper: AWorkingNever')
    expect(line('Person new').textContent).toMatch(/Inviteduntil 2 January 2999/)
    expect(line('Person late').textContent).toContain('Invitation too oldended 1 July 2017 at 10:00')
    expect(line('Person standing').textContent).toContain('standing in as lead of Support, Helper until 31 July 2017')
    expect(line('Person lead').textContent).toContain('(you)')
    expect((await axe.run(drawn.container, { rules: { region: { enabled: false } } })).violations).toEqual([])
  })

  it('filters by name, role and state; whoever has ended is not shown unless asked for', async () => {
    const { user } = open(new FakePeople([editor, worker, row('gone', { state: 'ended' })]))
    await screen.findByRole('table')
    expect(screen.queryByText('Person gone')).toBeNull()
    await user.type(screen.getByLabelText('Name or e-mail address'), 'WORKER@')
    expect(screen.getAllByRole('row')).toHaveLength(2)
    await user.selectOptions(screen.getByLabelText('Role'), 'Provider editor')
    expect(screen.getByText(/Nobody matches/)).toBeTruthy()
    await user.click(button('Show everybody'))
    expect(screen.getByRole('row', { name: /Person gone/ }).textContent).toContain('Access ended')
    await user.selectOptions(screen.getByLabelText('State'), 'Access ended')
    expect(screen.getAllByRole('row')).toHaveLength(2)
  })

  it.each([
    ['one', /Only one person leads Support, Helper\. Name somebody to stand in, or invite a second lead\./],
    ['none', /Nobody leads Support, Helper\. Invite a lead\./],
  ] as const)('flags a contract with %s', async (leads, sentence) => {
    open(new FakePeople([editor], { contracts: [{ contract: contract.id, leads }] }))
    expect(await screen.findByText(sentence)).toBeTruthy()
  })

  it('flags nothing where several lead', async () => {
    open(new FakePeople([editor]))
    await screen.findByRole('table')
    expect(screen.queryByText(/leads/)).toBeNull()
  })

  it('says that a lead of only some districts looks after nobody, and offers no invitation', async () => {
    open(new FakePeople([], { contracts: [] }))
    expect(await screen.findByText(/You look after nobody/)).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'Invite somebody' })).toBeNull()
  })
})

describe('reading fails', () => {
  it.each([
    [{ type: 'offline' }, /There is no signal\. People are looked after online only/],
    [{ type: 'server-down' }, /The server does not answer/],
    [{ type: 'problem', code: 'not-signed-in' }, /Your session has ended\. Sign in again/],
    [{ type: 'problem', code: 'wrong-person' }, /Someone else is signed in on this device/],
    [{ type: 'problem', code: 'not-allowed' }, /You look after nobody/],
  ] as const)('%o: says why, and tries again', async (refusal, sentence) => {
    const online = new FakePeople([editor])
    online.refusals = { people: refusal }
    const heard: string[] = []
    const { user } = open(online, '/people', {}, () => void heard.push('session') as undefined)
    expect((await screen.findByRole('alert')).textContent).toMatch(sentence)
    expect(heard.length > 0).toBe('code' in refusal && refusal.code !== 'not-allowed')
    online.refusals = {}
    await user.click(button('Try again'))
    expect(await screen.findByRole('table')).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('reads by itself once the signal is back, and keeps meanwhile what was read', async () => {
    const online = new FakePeople([editor])
    open(online)
    await screen.findByRole('table')
    onLine(false)
    expect(await screen.findByText(/There is no signal\. People are looked after online only/)).toBeTruthy()
    expect(screen.getByRole('table')).toBeTruthy()
    const before = online.asked.length
    onLine(true)
    await waitFor(() => expect(online.asked.length).toBeGreaterThan(before))
  })
})

describe('inviting', () => {
  it('asks for each thing that is missing, by one summary that leads to the fields', async () => {
    const { user } = open(new FakePeople([editor]), '/people/invite')
    await user.click(await screen.findByRole('button', { name: 'Invite' }))
    const lines = within(screen.getByRole('alert')).getAllByRole('link')
    expect(lines.map(one => one.textContent)).toEqual([
      'Enter the name',
      'Enter an e-mail address, like name@provider.org',
      'Choose a role',
    ])
    await user.click(lines[2] as HTMLElement)
    expect(document.activeElement).toBe(screen.getByLabelText('Field worker'))
    await user.click(screen.getByLabelText('Field worker'))
    await user.click(screen.getByLabelText('Only some districts'))
    await user.click(button('Invite'))
    const wanted = screen.getByRole('link', { name: 'Choose at least one district of Support, Helper' })
    await user.click(wanted)
    expect(document.activeElement).toBe(screen.getByLabelText('A'))
  })

  it('sends what was chosen, says that a letter goes, and offers a code', async () => {
    const online = new FakePeople([editor])
    const { user } = open(online, '/people/invite')
    await user.type(await screen.findByLabelText('Name'), '  Field worker (A) ')
    await user.type(screen.getByLabelText('E-mail address'), ' worker.a@helper.example ')
    await user.click(screen.getByLabelText('Field worker'))
    await user.click(screen.getByLabelText('Only some districts'))
    await user.click(screen.getByLabelText('C'))
    await user.click(screen.getByLabelText('A'))
    await user.click(button('Invite'))
    expect(await screen.findByText(/Field worker \(A\) is invited as field worker\. A letter/)).toBeTruthy()
    expect(online.asked.find(([what]) => what === 'invite')?.[1]).toEqual({
      name: 'Field worker (A)',
      email: 'worker.a@helper.example',
      given: holds('field-worker', [pid('east-a'), pid('west-c')]),
    })
    expect(await link('Show a code')).toBeTruthy()
    // The message is of this page, not of the next.
    await user.click(await link('People'))
    expect(screen.queryByText(/is invited as/)).toBeNull()
  })

  it('a lead is given every district, and only the roles that may be given are offered', async () => {
    const online = new FakePeople([editor])
    const { user } = open(online, '/people/invite')
    await screen.findByLabelText('Provider lead')
    expect(screen.getAllByRole('radio', { name: /^(Field|Provider|Comm|Read|Admin|Aud|Perf)/ })).toHaveLength(3)
    await user.click(screen.getByLabelText('Field worker'))
    await user.click(screen.getByLabelText('Only some districts'))
    await user.click(screen.getByLabelText('A'))
    await user.click(screen.getByLabelText('Provider lead'))
    expect(screen.queryByLabelText('Only some districts')).toBeNull()
    await user.type(screen.getByLabelText('Name'), 'Second lead')
    await user.type(screen.getByLabelText('E-mail address'), 'lead2@helper.example')
    await user.click(button('Invite'))
    await screen.findByText(/is invited/)
    expect(online.asked.find(([what]) => what === 'invite')?.[1]).toMatchObject({ given: holds('provider-lead') })
  })

  it('an officer gets services and areas; an administrator nothing to choose', async () => {
    const online = new FakePeople([editor], {
      rolesGiven: ['field-worker', 'officer', 'auditor', 'administrator'],
    })
    const { user } = open(online, '/people/invite')
    await user.type(await screen.findByLabelText('Name'), 'Officer')
    await user.type(screen.getByLabelText('E-mail address'), 'officer@council.example')
    await user.click(screen.getByLabelText('Administrator'))
    expect(screen.queryByRole('checkbox')).toBeNull()
    await user.click(screen.getByLabelText('Auditor'))
    await user.click(screen.getByLabelText('Support'))
    expect(screen.queryByLabelText('Only some areas')).toBeNull()
    await user.click(screen.getByLabelText('Commissioning officer'))
    await user.click(screen.getByLabelText('Only some areas'))
    expect(screen.queryByLabelText('County')).toBeNull()
    await user.click(button('Invite'))
    expect(screen.getByRole('link', { name: 'Choose at least one area of Support' })).toBeTruthy()
    await user.click(screen.getByLabelText('East'))
    await user.click(button('Invite'))
    await screen.findByText(/is invited/)
    expect(online.asked.find(([what]) => what === 'invite')?.[1]).toMatchObject({
      given: { role: 'officer', contracts: [], services: [{ service: 'support', areas: ['east'] }] },
    })
  })

  it("says the server's reason and keeps what was typed", async () => {
    const online = new FakePeople([editor])
    online.refusals = { invite: { type: 'problem', code: 'address-taken' } }
    const { user } = open(online, '/people/invite')
    await user.type(await screen.findByLabelText('Name'), 'Somebody')
    await user.type(screen.getByLabelText('E-mail address'), 'editor@helper.example')
    await user.click(screen.getByLabelText('Provider editor'))
    await user.click(button('Invite'))
    expect(
      await screen.findByRole('link', { name: 'Somebody with that e-mail address has access already.' }),
    ).toBeTruthy()
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Somebody')
  })
})

describe('one person', () => {
  it('nobody manages herself, and what is not hers to change is only shown', async () => {
    const { drawn } = open(new FakePeople([lead]), `/people/${leadId}`)
    expect(await screen.findByText(/This is you\. Nobody changes their own access/)).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'End access' })).toBeNull()
    drawn.unmount()
    open(new FakePeople([lead]), `/people/${leadId}/end`)
    expect(await screen.findByText(/cannot be done for this person/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /End/ })).toBeNull()
  })

  it('of one who works elsewhere too only the own contracts are changed: no end, no devices, no role', async () => {
    const online = new FakePeople([row('shared', { manage: 'grants', given: holds('field-worker', [pid('east-a')]) })])
    const { user } = open(online, '/people/shared')
    expect(await screen.findByText(/works elsewhere too/)).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'End access' })).toBeNull()
    expect(screen.queryByRole('link', { name: /Devices/ })).toBeNull()
    await user.click(await link('Change access'))
    expect(screen.queryByLabelText('Provider lead')).toBeNull()
    await user.click(screen.getByLabelText('C'))
    await user.click(button('Continue'))
    await user.click(button('Save'))
    await screen.findByText(/has been changed/)
    expect(online.asked.find(([what]) => what === 'changeAccess')?.[2]).toEqual(
      holds('field-worker', [pid('east-a'), pid('west-c')]),
    )
  })

  it('of nobody: says so, and not that the address is wrong', async () => {
    open(new FakePeople([lead]), '/people/nobody')
    expect((await screen.findByText(/is not one of yours to see/)).tagName).toBe('H1')
  })

  it('an invitation is sent again, and a code is shown big, in two groups, read out letter by letter', async () => {
    const online = new FakePeople([invited])
    const { user } = open(online, '/people/new')
    await user.click(await screen.findByRole('button', { name: 'Send the invitation again' }))
    expect(await screen.findByText(/A new letter goes to new@helper\.example/)).toBeTruthy()
    await user.click(await link('Show a code'))
    expect(online.asked.some(([what]) => what === 'code')).toBe(false)
    await user.click(button('Show a code'))
    expect(await screen.findByText('ABCD-2345')).toBeTruthy()
    expect(screen.getByText(/letter by letter: A B C D 2 3 4 5/)).toBeTruthy()
    expect(screen.getByText(/Until 2 January 2999/)).toBeTruthy()
  })

  it('a code that is refused is told, with nothing shown', async () => {
    const online = new FakePeople([invited])
    online.refusals = { code: { type: 'problem', code: 'has-begun' } }
    const { user } = open(online, '/people/new/code')
    await user.click(await screen.findByRole('button', { name: 'Show a code' }))
    expect(await screen.findByText(/That person has chosen a password already/)).toBeTruthy()
    expect(screen.queryByText('ABCD-2345')).toBeNull()
  })
})

describe('changing access', () => {
  it('says what it is and what it becomes before anything is saved, and takes it back', async () => {
    const online = new FakePeople([worker])
    const { user } = open(online, '/people/worker/access')
    await user.click(await screen.findByRole('button', { name: 'Continue' }))
    expect(screen.getByRole('alert').textContent).toContain('Nothing is different from what it is now')
    await user.click(screen.getByLabelText('Provider editor'))
    await user.click(screen.getByLabelText(/Every district/))
    await user.click(button('Continue'))
    expect(screen.getByRole('row', { name: /Role/ }).textContent).toContain('RoleField workerProvider editor')
    expect(screen.getByRole('row', { name: /Support/ }).textContent).toContain('AEvery district')
    expect(screen.queryByText(/what is taken away/)).toBeNull()
    expect(online.asked.some(([what]) => what === 'changeAccess')).toBe(false)
    await user.click(button('Save'))
    expect(await screen.findByText(/The access of Person worker has been changed/)).toBeTruthy()
    await user.click(button('Undo'))
    expect(await screen.findByText('Person worker has the access of before.')).toBeTruthy()
    expect(online.asked.filter(([what]) => what === 'changeAccess').map(one => one[2])).toEqual([
      holds('provider-editor'),
      worker.given,
    ])
  })

  it('of less: says what becomes of what was typed; refused, it says why and saves nothing', async () => {
    const online = new FakePeople([editor])
    online.refusals = { changeAccess: { type: 'server-down' } }
    const { user } = open(online, '/people/editor/access')
    await user.click(await screen.findByLabelText('Only some districts'))
    await user.click(screen.getByLabelText('Shepway'))
    await user.click(button('Continue'))
    expect(screen.getByText(/What was typed stays in the returns/)).toBeTruthy()
    await user.click(button('Save'))
    expect((await screen.findByRole('alert')).textContent).toContain('it is not certain whether this was done')
    await user.click(button('Choose again'))
    expect(screen.getByLabelText<HTMLInputElement>('Shepway').checked).toBe(true)
  })
})

describe('standing in', () => {
  it('names somebody between two days, ends it early, and takes that back', async () => {
    const online = new FakePeople([worker])
    const { user } = open(online, '/people/worker/stand-in')
    await user.click(await screen.findByRole('button', { name: 'Name as stand-in' }))
    expect(screen.getByRole('alert').textContent).toContain('Enter the last day')
    const last = screen.getByLabelText('Last day')
    await user.type(last, '2017-07-10')
    await user.click(button('Name as stand-in'))
    expect(screen.getByRole('alert').textContent).toContain('The last day is before the first.')
    await user.clear(last)
    await user.type(last, '2017-07-31')
    await user.click(button('Name as stand-in'))
    expect(await screen.findByText('Standing in as lead of Support, Helper until 31 July 2017')).toBeTruthy()
    const days = { contract: contract.id, from: '2017-07-11', to: '2017-07-31' }
    expect(online.asked.find(([what]) => what === 'nameStandIn')).toEqual(['nameStandIn', 'worker', days])
    await user.click(button(/End early/))
    expect(await screen.findByText('Not named for any days to come.')).toBeTruthy()
    await user.click(button('Undo'))
    await screen.findByText(/is named again, until 31 July 2017/)
    expect(online.asked.filter(([what]) => what === 'nameStandIn')).toHaveLength(2)
  })

  it('is not offered of a lead', async () => {
    open(new FakePeople([row('second', { given: holds('provider-lead') })]), '/people/second/stand-in')
    expect(await screen.findByText(/cannot be done for this person/)).toBeTruthy()
  })
})

describe('ending access', () => {
  it('says what happens first, does it once, and goes back to the list', async () => {
    const online = new FakePeople([worker])
    const { user } = open(online, '/people/worker/end')
    expect(await screen.findByText(/what Person worker typed stays in the returns/)).toBeTruthy()
    expect(screen.getByText(/hands over to the council what was not sent, then deletes it/)).toBeTruthy()
    expect(online.asked.some(([what]) => what === 'endAccess')).toBe(false)
    await user.click(button('End access'))
    expect(await screen.findByText('The access of Person worker has ended.')).toBeTruthy()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('People')
    expect(online.asked.filter(([what]) => what === 'endAccess')).toEqual([['endAccess', 'worker']])
  })

  it('without signal nothing is changed, and it says so', async () => {
    const online = new FakePeople([worker])
    online.refusals = { endAccess: { type: 'offline' } }
    const { user } = open(online, '/people/worker/end')
    await user.click(await screen.findByRole('button', { name: 'End access' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Nothing has been changed.')
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('End access')
  })
})

describe('devices', () => {
  it('reports one lost only after it was said what that deletes', async () => {
    const online = new FakePeople([worker])
    const { user } = open(online, '/people/worker/devices')
    await user.click(await screen.findByRole('button', { name: 'Report lost: Chrome on Android' }))
    const dialog = screen.getByRole('dialog')
    expect(dialog.textContent).toContain('everything kept on it for Person worker is deleted, also what was never sent')
    await user.click(within(dialog).getByRole('button', { name: 'Not lost' }))
    expect(online.asked.some(([what]) => what === 'deviceLost')).toBe(false)
    await user.click(button('Report lost: Chrome on Android'))
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Report lost' }))
    expect(await screen.findByText(/is reported lost/)).toBeTruthy()
    expect(online.asked.find(([what]) => what === 'deviceLost')).toEqual(['deviceLost', 'worker', tablet.device])
    expect(screen.getByRole('row', { name: /Chrome on Android/ }).textContent).toContain('Lost')
  })

  it('none yet; or not to be read, with a way to try again', async () => {
    const online = new FakePeople([worker])
    online.owned = []
    online.refusals = { devices: { type: 'server-down' } }
    const { user } = open(online, '/people/worker/devices')
    expect(await screen.findByText(/The devices could not be read\./)).toBeTruthy()
    online.refusals = {}
    await user.click(button('Try again'))
    expect(await screen.findByText('Person worker has worked on no device yet.')).toBeTruthy()
  })
})
