import { html } from 'hono/html'
import type { CaseAttachment } from './attachments.ts'
import type { Markup } from './page.ts'
import { dayInUtc, longDay, timeInShop, timeInUtc } from './stamp.ts'
import type { Turn } from './timeline.ts'

type Parts = { zone: string; attachments: readonly CaseAttachment[] }

/** What was done and said, day by day. */
export function drawTurns(turns: readonly Turn[], parts: Parts): Markup {
  const days = [...Map.groupBy(turns, ({ at }) => dayInUtc(at)).values()]
  return html`${days.map(
    day => html`<h3>${longDay(day[0]?.at ?? new Date(0))}</h3>
<ol class="turns">${day.map(turn => drawTurn(turn, parts))}</ol>`,
  )}`
}

function drawTurn(turn: Turn, { zone, attachments }: Parts): Markup {
  const { at, who, side, ours, from, did, words, deleted, asides, files } = turn
  const local = timeInShop(at, zone)
  const whose = side === null ? '' : ours ? 'ours' : 'theirs'
  const own = attachments.filter(({ file }) => files.includes(file))
  return html`<li class="turn ${whose} ${deleted ? 'deleted' : ''}"><div class="when">
<time datetime="${at.toISOString()}">${timeInUtc(at)}</time>${local ? html`<small>${local}</small>` : ''}</div>
<div class="what"><div class="who"><b>${who}</b> ${did ?? ''} <span class="tag">${[side, from].filter(Boolean).join(' · ')}</span></div>
${words ? html`<p class="said">${words}</p>` : ''}${asides.map(one => html`<p class="note words">${one}</p>`)}
${own.map(({ name }) => html`<p class="note">File: ${name}, see “Files”.</p>`)}</div></li>`
}
