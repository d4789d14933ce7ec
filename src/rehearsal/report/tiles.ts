import { html } from 'hono/html'
import { count, inFigures } from '../../kernel/words/text.ts'
import type { Rehearsal } from '../rehearsal.ts'
import { percent } from './words.ts'

/** The figures that one wants to see first. */
export function tiles({ all, rules, rooms }: Rehearsal) {
  const judged = all.orders - all.untold
  const alerts = rules.reduce((sum, rule) => sum + rule.alerts, 0)
  const [supplier, staff] = (['supplier', 'alerts'] as const).map(which => rooms.find(({ kind }) => kind === which))
  // Staff hear again of what a supplier got: the messages together are more than the alerts.
  const came = `in ${count(supplier?.messages ?? 0, 'message')} to suppliers, ${inFigures(staff?.messages ?? 0)} to staff`
  return html`<dl class="tiles">
${tile('Shipped on time', percent(all['on time'], judged), inFigures(all['on time']), '--on-time')}
${tile('Shipped late', percent(all.late, judged), inFigures(all.late), '--late')}
${tile('Never shipped', percent(all.never, judged), inFigures(all.never), '--never')}
${tile('Alerts', inFigures(alerts), came, '--accent')}
${tile('Staff pings a day', inFigures(staff?.messagesADay.median ?? 0), `median; worst ${inFigures(staff?.messagesADay.most ?? 0)}`, '--accent')}
</dl>`
}

function tile(label: string, figure: string, small: string, colour: string) {
  return html`<div style="--tile: var(${colour})"><dt>${label}</dt><dd><b>${figure}</b><small>${small}</small></dd></div>`
}
