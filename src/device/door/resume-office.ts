/** An officer's page reloaded: her session's cookie still stands, so she goes on where she was. */

import { type DeviceOptions, platformOf } from '../platform.ts'
import { entersFigures } from '../role-in.ts'
import { createApi } from '../sync/api.ts'
import { type Office, openOffice } from './office.ts'

/** Undefined when nobody is signed in, she enters figures, or the server cannot be reached. */
export async function resumeOffice(options: DeviceOptions = {}): Promise<Office | undefined> {
  const api = createApi(platformOf(options))
  const me = await api.me()
  if (!me.ok || entersFigures(me.value)) return undefined
  const installation = await api.installation()
  if (!installation.ok) return undefined
  const opened = await openOffice(me.value, installation.value, options)
  return opened.ok ? opened.office : undefined
}
