import type { ContractId } from '../../../domain/ids.ts'

/** Where a provider reads what came of the meetings about a contract. */
export const afterPath = (contract: ContractId): string => `/after/${contract}`
