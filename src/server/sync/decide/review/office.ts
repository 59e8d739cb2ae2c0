/** The device under which an officer's acts are numbered: hers, in no browser, and the same for ever. */
import { deviceIdSchema } from '../../../../domain/id-schemas.ts'
import type { DeviceId, PersonId } from '../../../../domain/ids.ts'
import { sha256 } from '../../../reference.ts'

/** A version 8 UUID made of who she is. */
export function officeDeviceOf(person: PersonId): DeviceId {
  const hex = sha256(`office:${person}`)
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)]
  return deviceIdSchema.parse(parts.join('-'))
}
