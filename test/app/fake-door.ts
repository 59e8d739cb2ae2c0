/** A door in memory that obeys the interface; behind it is a fake desk. */
import type { Door, PersonOnDevice, SignedIn } from '../../src/device/desk.ts'
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
    return passphrase === 'four small words'
      ? ({ ok: true, desk: this.desk } as const)
      : ({ ok: false, because: 'wrong-passphrase' } as const)
  }
  async unlockFromAnotherTab() {
    return undefined
  }
  async waiting() {
    return 3
  }
  async standing() {
    return this.stands
  }
}
