/** A door in memory that obeys the interface; behind it is a fake desk. */
import type { Door, PersonOnDevice, SignedIn, StartedAgain } from '../../src/device/desk.ts'
import type { PersonId } from '../../src/domain/ids.ts'
import { FakeDesk } from './fake-desk.ts'

export const person: PersonOnDevice = {
  id: 'person-1' as PersonId,
  name: 'Provider editor',
  email: 'editor@helper.example',
}

export class FakeDoor implements Door {
  readonly desk = new FakeDesk()
  list: PersonOnDevice[] = []
  answer: SignedIn | undefined
  chosen: string | undefined
  /** Milliseconds. */
  mustWait = 0
  unreceived = 3
  lost: number | undefined
  startedAgain: StartedAgain = { ok: true }
  stands: Awaited<ReturnType<Door['standing']>> = []

  async people() {
    return this.list
  }
  async installation() {
    return this.desk.state().installation
  }
  async signIn(): Promise<SignedIn> {
    const { me, installation } = this.desk.state()
    return this.answer ?? { ok: true, me, installation, known: this.list.length > 0 }
  }
  async createVault(_me: unknown, passphrase: string) {
    this.chosen = passphrase
    return { ok: true, desk: this.desk } as const
  }
  async unlock(_person: PersonId, passphrase: string) {
    return passphrase === this.desk.passphrase
      ? ({ ok: true, desk: this.desk } as const)
      : ({ ok: false, because: 'wrong-passphrase' } as const)
  }
  async unlockFromAnotherTab() {
    return undefined
  }
  async waiting() {
    return 3
  }
  // Handed on by themselves, as the real door's can be.
  readonly wait = async () => this.mustWait
  readonly neverReceived = async () => this.unreceived
  async startAgain(_person: PersonId, lost: number): Promise<StartedAgain> {
    this.lost = lost
    if (this.startedAgain.ok) this.list = []
    return this.startedAgain
  }
  async standing() {
    return this.stands
  }
}
