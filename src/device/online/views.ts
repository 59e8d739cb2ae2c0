/** An officer's saved views of the month board: on the server, because her device keeps nothing. */
import { type SavedView, savedViewsSchema } from '../../protocol/views.ts'
import type { Answer, Api } from '../sync/api.ts'

export interface ViewsOnline {
  views(): Promise<Answer<readonly SavedView[]>>
  /** These take the place of all there were. */
  save(views: readonly SavedView[]): Promise<Answer<unknown>>
}

export function viewsOnline({ read, write }: Pick<Api, 'read' | 'write'>): ViewsOnline {
  const path = '/api/views'
  return {
    views: async () => {
      const answer = await read(savedViewsSchema, path)
      return answer.ok ? { ok: true, value: answer.value.views } : answer
    },
    save: views => write(savedViewsSchema, path, { views }),
  }
}
