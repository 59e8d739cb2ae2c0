import type { Stamp } from '../../src/device/outbox/outbox-edits.ts'
import { newOpId } from '../../src/device/outbox/uuid.ts'
import type { Instant } from '../../src/domain/ids.ts'
import { lead, setVersion } from './county.ts'

/** What operations made in a test carry. */
export const stampAt = (deviceTime: Instant): Stamp => ({
  person: lead.id,
  setVersion,
  appVersion: '0.1.0',
  deviceTime,
  newId: () => newOpId(Date.parse(deviceTime)),
  meaningOf: () => undefined,
})
