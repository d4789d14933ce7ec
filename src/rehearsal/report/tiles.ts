import { html } from 'hono/html'
import type { Rehearsal } from '../rehearsal.ts'
import { counted, number, percent } from './words.ts'

/** The figures that one wants to see first. */
export function tiles({ all, rules, rooms }: Rehearsal) {
  const judged = all.orders - all.untold
  const alerts = rules.reduce((sum, rule) => sum + rule.alerts, 0)
  const [supplier, staff] = (['supplier', 'alerts'] as const).map(which => rooms.find(({ kind }) => kind === which))
  // Staff hear again of what a supplier got: the messages together are more than the alerts.
  const came = `in ${counted(supplier?.messages ?? 0, 'message')} to suppliers, ${number(staff?.messages ?? 0)} to staff`
  return html`<dl class="tiles">
${tile('Shipped on time', percent(all['on time'], judged), number(all['on time']), '--on-time')}
${tile('Shipped late', percent(all.late, judged), number(all.late), '--late')}
${tile('Never shipped', percent(all.never, judged), number(all.never), '--never')}
${tile('Alerts', number(alerts), came, '--accent')}
${tile('Staff pings a day', number(staff?.messagesADay.median ?? 0), `median; worst ${number(staff?.messagesADay.most ?? 0)}`, '--accent')}
</dl>`
}

function tile(label: string, figure: string, small: string, colour: string) {
  return html`<div style="--tile: var(${colour})"><dt>${label}</dt><dd><b>${figure}</b><small>${small}</small></dd></div>`
}
