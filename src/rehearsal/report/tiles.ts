import { html } from 'hono/html'
import type { Rehearsal } from '../rehearsal.ts'
import { number, percent } from './words.ts'

/** The figures that one wants to see first. */
export function tiles({ all, rules, rooms }: Rehearsal) {
  const judged = all.orders - all.untold
  const alerts = rules.reduce((sum, rule) => sum + rule.alerts, 0)
  const messages = rooms.reduce((sum, room) => sum + room.messages, 0)
  const staff = rooms.find(({ kind }) => kind === 'alerts')?.messagesADay
  return html`<dl class="tiles">
${tile('Shipped on time', percent(all['on time'], judged), number(all['on time']), '--on-time')}
${tile('Shipped late', percent(all.late, judged), number(all.late), '--late')}
${tile('Never shipped', percent(all.never, judged), number(all.never), '--never')}
${tile('Alerts', number(alerts), `${number(messages)} messages`, '--accent')}
${tile('Staff pings a day', number(staff?.median ?? 0), `median; worst ${number(staff?.most ?? 0)}`, '--accent')}
</dl>`
}

function tile(label: string, figure: string, small: string, colour: string) {
  return html`<div style="--tile: var(${colour})"><dt>${label}</dt><dd><b>${figure}</b><small>${small}</small></dd></div>`
}
