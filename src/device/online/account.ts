/** Her account as its owner sees it, and the way back in when a password is forgotten: asked of the server, kept nowhere. */
import * as z from 'zod/mini'
import type { DeviceId, PersonId } from '../../domain/ids.ts'
import { type Account, accountSchema } from '../../protocol/account.ts'
import { type DeviceOptions, platformOf } from '../platform.ts'
import { type Answer, type Api, createApi } from '../sync/api.ts'

/** Everything is asked as one person: where another is signed in by now, the answer is `wrong-person`. */
export interface AccountOnline {
  /** Where she is signed in, and the devices that keep her work. */
  read(): Promise<Answer<Account>>
  /** `wrong-password`: the present one. The rules for the next one are the server's, each with its sentence. */
  changePassword(present: string, next: string): Promise<Answer<unknown>>
  endSession(session: string): Promise<Answer<unknown>>
  /** Deletes what it keeps of hers at its next contact. */
  reportLost(device: DeviceId): Promise<Answer<unknown>>
  /** Ends every session, the one that asks included. */
  signOutEverywhere(): Promise<Answer<unknown>>
}

const done = z.unknown()

export function accountOnline(
  person: PersonId,
  options: DeviceOptions = {},
  api: Pick<Api, 'read' | 'write'> = createApi({ ...platformOf(options), person }),
): AccountOnline {
  return {
    read: () => api.read(accountSchema, '/api/account'),
    changePassword: (present, next) => api.write(done, '/api/account/password', { present, next }),
    endSession: session => api.write(done, '/api/account/sessions/end', { session }),
    reportLost: device => api.write(done, '/api/account/devices/lost', { device }),
    signOutEverywhere: () => api.write(done, '/api/account/sign-out-everywhere', {}),
  }
}

/** For whoever cannot sign in. */
export interface WayBack {
  /** The same answer whether there is such an account or not. */
  forgotten(email: string): Promise<Answer<unknown>>
  /** `secret`: of the letter's link. Ends every session; signs in nobody. */
  reset(secret: string, password: string): Promise<Answer<unknown>>
}

export function wayBack(options: DeviceOptions = {}): WayBack {
  const api = createApi(platformOf(options))
  return {
    forgotten: email => api.write(done, '/api/auth/forgotten', { email }),
    reset: (secret, password) => api.write(done, '/api/auth/reset', { token: secret, password }),
  }
}
