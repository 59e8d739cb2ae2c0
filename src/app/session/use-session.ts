import { useCallback, useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { Desk, Door, SignedIn, StartedAgain, Unlocked } from '../../device/desk.ts'
import type { Office } from '../../device/door/office.ts'
import { entersFigures } from '../../device/role-in.ts'
import type { PersonId } from '../../domain/ids.ts'
import type { Installation } from '../../protocol/exchange.ts'
import { isAboutPage } from '../about/about-links.tsx'
import { isWayBack } from '../account/way-back/link-secret.ts'
import type { FirstDay } from '../join/first-day.ts'
import { isJoinPage, readyPath } from '../join/join-path.ts'
import type { Unsaved } from '../sheet/work/unsaved.ts'
import { keepFocus, restoreFocus } from './kept-focus.ts'
import type { Ended, Session, StandingAtDoor } from './session.ts'

/** In this tab an officer was signed in, so a reload tries her session first. Holds nothing of hers. */
const officeNote = 'fieldfare-office'

/** Whose pages the address of this tab is of, through a reload too. */
const whoseNote = 'fieldfare-whose'

/** Providers never need it. */
const officers = () => import('./officers.ts')

export interface SessionActions {
  /** `firstDay`: by an invitation. */
  readonly signIn: (email: string, password: string, firstDay?: FirstDay) => Promise<SignedIn>
  readonly choosePassphrase: (passphrase: string) => Promise<Unlocked>
  readonly unlock: (person: PersonId, passphrase: string) => Promise<Unlocked>
  readonly showUnlock: () => void
  /** Her passphrase is forgotten. */
  readonly showStartAgain: (person: PersonId) => void
  /** Signs in as her and nobody else, before anything can be deleted. */
  readonly prove: (email: string, password: string) => Promise<SignedIn>
  readonly startAgain: (lost: number) => Promise<StartedAgain>
  readonly showSignIn: () => void
  readonly lock: () => void
  readonly signOutOffice: () => void
  /** An officer's own desk, of meeting notes, is open. */
  readonly keepNotes: (desk: Desk) => void
  /** From her notes, opened without signal, to the board; false: there is no session, or no signal. */
  readonly goToBoard: () => Promise<boolean>
}

export interface AtDoor {
  readonly session: Session
  readonly installation: Installation | undefined
  /** What the server said of the databases on this device. */
  readonly standing: readonly StandingAtDoor[]
  readonly actions: SessionActions
}

/** Her access ended or the device was reported lost: the database is gone, and only this is left to say. */
function endedOf(desk: Desk): Ended | undefined {
  const { stopped, handedOver = 0 } = desk.state().status
  if (stopped === 'left') return { how: 'left', handedOver }
  return stopped === 'lost' || stopped === 'removed' ? { how: stopped } : undefined
}

/** The steps from opening the app to working, and back. */
export function useSession(door: Door, unsaved: Unsaved): AtDoor {
  const [session, setSession] = useState<Session>({ stage: 'starting' })
  const [installation, setInstallation] = useState<Installation>()
  const [standing, setStanding] = useState<readonly StandingAtDoor[]>([])
  const now = useRef(session)
  now.current = session
  const navigate = useNavigate()
  // It is another function at every address; opening a desk must not begin anew for that.
  const go = useRef(navigate)
  go.current = navigate
  const { pathname } = useLocation()

  /** What one person had open is no business of the next. */
  const arrive = useCallback((id: PersonId) => {
    if ((sessionStorage.getItem(whoseNote) ?? id) !== id) go.current('/', { replace: true })
    sessionStorage.setItem(whoseNote, id)
  }, [])

  const openOffice = useCallback(
    (office: Office, desk?: Desk) => {
      arrive(office.me.person.id)
      setSession({ stage: 'office', office, desk })
    },
    [arrive],
  )

  const openDesk = useCallback(
    (desk: Desk) => {
      const { id } = desk.state().me.person
      arrive(id)
      const ended = endedOf(desk)
      setSession(ended ? { stage: 'ended', ended } : { stage: 'desk', desk })
      restoreFocus(id)
    },
    [arrive],
  )

  const toDoor = useCallback(
    async (person?: PersonId) => {
      const people = await door.people()
      setSession(people.length > 0 ? { stage: 'unlock', people, person } : { stage: 'sign-in', people })
      return people
    },
    [door],
  )

  useEffect(() => {
    let gone = false
    const start = async () => {
      // Whoever opens an invitation, or the link of a letter, is not whoever was last at work here.
      const { pathname: path } = window.location
      const joins = isJoinPage(path) || isWayBack(path)
      const office =
        joins || sessionStorage.getItem(officeNote) === null ? undefined : await (await officers()).resumeOffice()
      if (gone) return
      if (office) return openOffice(office)
      const people = await toDoor()
      void askStanding()
      if (joins) return
      for (const { id } of people) {
        const desk = await door.unlockFromAnotherTab(id)
        if (gone || now.current.stage !== 'unlock') return
        if (desk) return openDesk(desk)
      }
      if (people.length > 0 || !navigator.onLine) return
      // Nobody works on this device, but an officer may have opened a second tab.
      const resumed = await (await officers()).resumeOffice()
      if (resumed && !gone && now.current.stage === 'sign-in') openOffice(resumed)
    }
    // Where the server can be reached: what was reported lost is deleted unopened, and is not there to be unlocked.
    const askStanding = async () => {
      if (now.current.stage === 'desk') return
      const found = await door.standing().catch((error): readonly StandingAtDoor[] => {
        console.warn('Fieldfare: how this device stands could not be asked', error)
        return []
      })
      if (gone || found.length === 0) return
      setStanding(found)
      if (!found.some(one => one.standing === 'deleted')) return
      const { current } = now
      if (current.stage === 'sign-in') setSession({ ...current, people: await door.people() })
      else if (current.stage === 'starting' || current.stage === 'unlock')
        await toDoor(current.stage === 'unlock' ? current.person : undefined)
    }
    void start()
    // A page left locked hears of it too: with the signal, and when somebody takes it up.
    const again = () => {
      const { stage } = now.current
      if (document.visibilityState === 'visible' && (stage === 'unlock' || stage === 'sign-in')) void askStanding()
    }
    window.addEventListener('online', again)
    document.addEventListener('visibilitychange', again)
    void door.installation().then(found => {
      if (!gone && found) setInstallation(found)
    })
    return () => {
      gone = true
      window.removeEventListener('online', again)
      document.removeEventListener('visibilitychange', again)
    }
  }, [door, openDesk, openOffice, toDoor])

  const desk = session.stage === 'desk' || session.stage === 'office' ? session.desk : undefined
  useEffect(() => {
    if (desk === undefined) return
    const look = () => {
      const ended = endedOf(desk)
      const locked = desk.state().status.stopped === 'locked'
      const { current } = now
      if (current.stage === 'office') {
        if (ended || locked) setSession({ stage: 'office', office: current.office, ended })
        return
      }
      if (ended) setSession({ stage: 'ended', ended })
      // Locked from another tab: the key is gone here as well.
      if (!locked) return
      if (now.current.stage === 'desk') keepFocus(desk.state().me.person.id)
      void toDoor(desk.state().me.person.id)
    }
    // It may have ended while it was being opened.
    look()
    return desk.subscribe(look)
  }, [desk, toDoor])

  /** What is still being typed is saved by its page; the key is forgotten after that. */
  const closeNotes = async (open: Desk | undefined): Promise<void> => {
    await unsaved.gone()
    open?.lock()
  }
  const actions: SessionActions = {
    signIn: async (email, password, firstDay) => {
      const answer = await door.signIn(email, password)
      if (!answer.ok) return answer
      setInstallation(answer.installation)
      if (!entersFigures(answer.me)) {
        const opened = await (await officers()).openOffice(answer.me, answer.installation)
        if (!opened.ok) return opened
        sessionStorage.setItem(officeNote, '1')
        openOffice(opened.office)
      } else if (answer.known) {
        const { person } = answer.me
        const people = await door.people()
        // Her vault was made, and it did not come to listing her: she must be there to be picked.
        const has = people.some(({ id }) => id === person.id)
        setSession({ stage: 'unlock', people: has ? people : [...people, person], person: person.id })
      } else setSession({ stage: 'choose-passphrase', me: answer.me, installation: answer.installation, firstDay })
      // An invitation is used up by it: nothing is left to do at its address.
      if (firstDay) navigate('/', { replace: true })
      return answer
    },
    choosePassphrase: async passphrase => {
      if (session.stage !== 'choose-passphrase') return { ok: false, because: 'no-such-person' }
      const answer = await door.createVault(session.me, passphrase)
      if (!answer.ok) return answer
      openDesk(answer.desk)
      if (session.firstDay) navigate(readyPath, { replace: true, state: session.firstDay.progress })
      return answer
    },
    unlock: async (person, passphrase) => {
      const answer = await door.unlock(person, passphrase)
      if (answer.ok) openDesk(answer.desk)
      return answer
    },
    showUnlock: () => void toDoor(session.stage === 'start-again' ? session.person.id : undefined),
    showStartAgain: id => {
      const person = session.stage === 'unlock' ? session.people.find(one => one.id === id) : undefined
      if (person !== undefined) setSession({ stage: 'start-again', person })
    },
    prove: async (email, password) => {
      const answer = await door.signIn(email, password)
      if (!answer.ok || session.stage !== 'start-again') return answer
      const { me, installation: told } = answer
      if (me.person.id !== session.person.id) return { ok: false, refusal: { type: 'problem', code: 'wrong-person' } }
      setInstallation(told)
      setSession({ ...session, proved: { me, installation: told } })
      return answer
    },
    startAgain: async lost => {
      const proved = session.stage === 'start-again' ? session.proved : undefined
      if (proved === undefined)
        return { ok: false, because: 'refused', refusal: { type: 'problem', code: 'not-signed-in' } }
      const answer = await door.startAgain(proved.me.person.id, lost)
      if (answer.ok) setSession({ stage: 'choose-passphrase', ...proved })
      return answer
    },
    showSignIn: () => setSession({ stage: 'sign-in', people: session.stage === 'unlock' ? session.people : [] }),
    lock: () => {
      if (session.stage === 'office') void closeNotes(session.desk)
      if (session.stage !== 'desk') return
      const { me } = session.desk.state()
      keepFocus(me.person.id)
      // A page that can be read while locked would not show that it is.
      if (isAboutPage(pathname)) navigate('/', { replace: true })
      // What is still being typed is saved by its page on leaving it; the key is forgotten after that.
      void unsaved.gone().then(() => {
        session.desk.lock()
        void toDoor(me.person.id)
      })
    },
    signOutOffice: () => {
      if (session.stage !== 'office') return
      sessionStorage.removeItem(officeNote)
      const { office } = session
      void closeNotes(session.desk)
        .then(() => leaveOffice(office))
        .then(() => toDoor())
    },
    keepNotes: open => {
      if (session.stage === 'office') openOffice(session.office, open)
    },
    goToBoard: async () => {
      const office = await (await officers()).resumeOffice()
      if (office === undefined || session.stage !== 'desk') return false
      if (office.me.person.id !== session.desk.state().me.person.id) return false
      sessionStorage.setItem(officeNote, '1')
      openOffice(office, session.desk)
      navigate('/board')
      return true
    },
  }
  return { session, installation, standing, actions }
}

async function leaveOffice(office: Office): Promise<void> {
  await office.signOut()
}
