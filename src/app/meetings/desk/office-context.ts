import { createContext, useContext } from 'react'
import type { Office } from '../../../device/door/office.ts'

export const OfficeContext = createContext<Office | undefined>(undefined)

/** An officer's session with the server; undefined: a provider's page, or she is without signal or session. */
export const useOffice = (): Office | undefined => useContext(OfficeContext)
