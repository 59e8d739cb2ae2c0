import { useRef } from 'react'
import type { ScopeId } from '../../domain/ids.ts'
import { useDesk } from '../session/desk-context.ts'

/** What she held since the desk was opened and holds no longer. */
export function useGone(): readonly ScopeId[] {
  const scopes = useDesk(state => state.me.scopes)
  const held = useRef(new Set<ScopeId>())
  for (const scope of scopes) held.current.add(scope)
  return [...held.current].filter(scope => !scopes.includes(scope))
}
