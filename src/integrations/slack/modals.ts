import { retry } from '../../kernel/hearing/retry.ts'
import { settled, slackError } from './client.ts'
import type { Modal } from './draw/form.ts'
import type { Speaking } from './privately.ts'

/** How long a modal is tried to be opened, ms: a trigger lives three seconds from the press. */
const OPENS_WITHIN = 2_500
/** How long one that is open is tried to be filled, ms. */
const FILLED_WITHIN = 10_000

/** Slack's words for a modal that an earlier try has opened, of which we saw no answer. */
const OPENED = new Set(['exchanged_trigger_id', 'trigger_exchanged', 'duplicate_external_id'])

/** How a modal is found again: Slack's own id, or ours where its answer was lost. */
export type ViewName = { view_id: string } | { external_id: string }

/** Opens a modal, over another or by itself; null when Slack does not, and nobody has seen anything yet. */
export async function openView(
  { web, log }: Pick<Speaking, 'web' | 'log'>,
  { trigger, over = false }: { trigger: string; over?: boolean },
  view: Modal,
): Promise<ViewName | null> {
  const external_id = `opened by ${trigger}`
  const opening = { trigger_id: trigger, view: { ...view, external_id } }
  const open = () =>
    (over ? web.views.push(opening) : web.views.open(opening)).catch(error => Promise.reject(settled(error)))
  try {
    const opened = await retry(open, OPENS_WITHIN)
    return { view_id: opened.view?.id ?? '' }
  } catch (error) {
    if (OPENED.has(slackError(error) ?? '')) return { external_id }
    log.warn({ err: error }, 'a modal could not be opened')
    return null
  }
}

/** Shows something in a modal that is open; false when it could not, as when it was closed. */
export async function showView(
  { web, log }: Pick<Speaking, 'web' | 'log'>,
  name: ViewName,
  view: Modal,
): Promise<boolean> {
  const show = () => web.views.update({ ...name, view }).catch(error => Promise.reject(settled(error)))
  try {
    await retry(show, FILLED_WITHIN)
    return true
  } catch (error) {
    log.warn({ err: error }, 'a modal could not be filled')
    return false
  }
}
