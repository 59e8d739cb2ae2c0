/** The first day from the invited person's side: asked of the server without a session, kept nowhere on the device. */
import { type AcceptRequest, acceptedSchema, type Invitation, invitationSchema } from '../../protocol/account.ts'
import type { Me } from '../../protocol/exchange.ts'
import { type DeviceOptions, platformOf } from '../platform.ts'
import { type Answer, type Api, createApi } from '../sync/api.ts'

export interface Joining {
  /** Whose a link is. `not-found`: it was used, has ended or is too old. */
  invitation(token: string): Promise<Answer<Invitation>>
  /** Sets the password; the link or code is used up by it. Signs in nobody. */
  accept(request: AcceptRequest): Promise<Answer<{ readonly email: string }>>
  /** Who is signed in in this browser: signing in ends that. Undefined: nobody, or it cannot be asked. */
  signedIn(): Promise<Me['person'] | undefined>
}

export function openJoining(
  options: DeviceOptions = {},
  api: Pick<Api, 'me' | 'write'> = createApi(platformOf(options)),
): Joining {
  return {
    invitation: token => api.write(invitationSchema, '/api/auth/invitation', { token }),
    accept: request => api.write(acceptedSchema, '/api/auth/invitation/accept', request),
    async signedIn() {
      const answer = await api.me()
      return answer.ok ? answer.value.person : undefined
    },
  }
}
