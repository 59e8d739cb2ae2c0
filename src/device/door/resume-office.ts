/** An officer's page reloaded: her session's cookie still stands, so she goes on where she was. */
import { type DeviceOptions, platformOf } from '../platform.ts'
import { entersFigures } from '../role-in.ts'
import { createApi } from '../sync/api.ts'
import { type Office, openOffice } from './office.ts'
import { endSession, hasSignedOut } from './signing-out.ts'

/**
 * Undefined when nobody is signed in, she enters figures, or the server cannot be reached; also when she had signed out
 * where there was no signal: then that is done now.
 */
export async function resumeOffice(options: DeviceOptions = {}): Promise<Office | undefined> {
  const platform = platformOf(options)
  const api = createApi(platform)
  const me = await api.me()
  if (!me.ok || entersFigures(me.value)) return undefined
  const { id } = me.value.person
  if (hasSignedOut(id, platform)) {
    await endSession(api, id, platform)
    return undefined
  }
  const installation = await api.installation()
  if (!installation.ok) return undefined
  const opened = await openOffice(me.value, installation.value, options)
  return opened.ok ? opened.office : undefined
}
