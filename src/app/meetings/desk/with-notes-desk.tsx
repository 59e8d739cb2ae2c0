import { type ReactNode, useContext, useEffect, useState } from 'react'
import type { Me } from '../../../protocol/exchange.ts'
import { usePageTitle } from '../../layout/page-title.ts'
import { StartAgainPage } from '../../passphrase/start-again-page.tsx'
import { DeskContext } from '../../session/desk-context.ts'
import { EndedPage } from '../../session/ended-page.tsx'
import { PassphrasePage } from '../../session/passphrase-page.tsx'
import { UnlockPage } from '../../session/unlock-page.tsx'
import { useNotesAt } from './notes-at.ts'
import { useOffice } from './office-context.ts'

/** What needs an officer's own desk: chosen a passphrase for once on a device, unlocked ever after. */
export function WithNotesDesk({ children }: { readonly children: ReactNode }) {
  const at = useContext(DeskContext)
  const office = useOffice()
  if (office === undefined) throw new Error('Meeting notes outside the office')
  return at === undefined ? <OpenNotes me={office.me} /> : children
}

type Step = 'looking' | 'choose' | 'unlock' | 'start-again'

function OpenNotes({ me }: { readonly me: Me }) {
  usePageTitle('Meeting notes on this device')
  const { door, ended, keep } = useNotesAt()
  const [step, setStep] = useState<Step>('looking')
  const [read, setRead] = useState(false)
  const { person } = me
  const { id } = person
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for once; what opens it stays what it is
  useEffect(() => {
    let gone = false
    const look = async (): Promise<void> => {
      const has = (await door.people()).some(one => one.id === id)
      const desk = has ? await door.unlockFromAnotherTab(id) : undefined
      if (gone) return
      if (desk) keep(desk)
      else setStep(has ? 'unlock' : 'choose')
    }
    look().catch(error => {
      console.warn('Fieldfare: what is kept on this device could not be read', error)
      if (!gone) setStep('choose')
    })
    return () => {
      gone = true
    }
  }, [door, id])

  if (ended !== undefined && !read) return <EndedPage ended={ended} onGoOn={() => setRead(true)} />
  switch (step) {
    case 'looking':
      return <p className="govuk-body ff-page">Opening…</p>
    case 'choose':
      return (
        <PassphrasePage
          me={me}
          about="Meeting notes are kept on this device as well as on the server, so that you can write them where there is no signal. What you write is sealed here with a passphrase that only you know."
          onChoose={async passphrase => {
            const answer = await door.createVault(me, passphrase)
            if (answer.ok) keep(answer.desk)
            return answer
          }}
        />
      )
    case 'unlock':
      return (
        <UnlockPage
          title="Unlock your meeting notes"
          people={[person]}
          person={id}
          standing={[]}
          waiting={door.waiting}
          wait={door.wait}
          onUnlock={async (_person, passphrase) => {
            const answer = await door.unlock(id, passphrase)
            if (answer.ok) keep(answer.desk)
            return answer
          }}
          onStartAgain={() => setStep('start-again')}
        />
      )
    case 'start-again':
      return (
        <StartAgainPage
          person={person}
          neverReceived={door.neverReceived}
          onProve={async (email, password) => {
            const answer = await door.signIn(email, password)
            if (!answer.ok || answer.me.person.id === id) return answer
            return { ok: false, refusal: { type: 'problem', code: 'wrong-person' } }
          }}
          onStartAgain={async lost => {
            const answer = await door.startAgain(id, lost)
            if (answer.ok) setStep('choose')
            return answer
          }}
          onBack={() => setStep('unlock')}
        />
      )
  }
}
