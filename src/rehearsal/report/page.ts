import { readFile } from 'node:fs/promises'
import { html, raw } from 'hono/html'
import { visible } from '../../kernel/words/text.ts'
import type { Rehearsal } from '../rehearsal.ts'
import { brokenOf } from '../scores.ts'
import { delaysChart } from './charts/delays.ts'
import { noiseChart } from './charts/noise.ts'
import { outcomesChart } from './charts/outcomes.ts'
import { suppliersChart } from './charts/suppliers.ts'
import { timesChart } from './charts/times.ts'
import { draw, type ReportChart } from './draw.ts'
import { premises } from './premises.ts'
import { noise, replayed, transit, warnings } from './sentences.ts'
import { suppliersTable } from './suppliers-table.ts'
import { alertsTable, roomsTable } from './tables.ts'
import { tiles } from './tiles.ts'
import { transitTable } from './transit-table.ts'

type Html = ReturnType<typeof html>

/** The report: one file with everything in it, which needs nothing of the network. What has nothing to show is left out. */
export async function drawReportPage(rehearsal: Rehearsal): Promise<string> {
  const css = await readFile(new URL('page.css', import.meta.url), 'utf8')
  const title = visible(`Rehearsal of ${rehearsal.what}`)
  return `${await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${raw(css)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="lead">${replayed(rehearsal)} What Waybill would have said, to whom, and how often; nothing was sent.</p>
${tiles(rehearsal)}
${outcomes(rehearsal)}
${alerts(rehearsal)}
${rooms(rehearsal)}
${times(rehearsal)}
${suppliers(rehearsal)}
${delays(rehearsal)}
${onTheWay(rehearsal)}
${premises(rehearsal)}
</main>
</body>
</html>
`}`
}

function outcomes(rehearsal: Rehearsal): Html {
  const chart = figure('Orders a week: on time, late, never shipped', () => outcomesChart(rehearsal))
  return section('What became of the orders', ['By the week in which they were placed.'], chart)
}

function alerts(rehearsal: Rehearsal): Html {
  return section('What Waybill would have said', warnings(rehearsal), alertsTable(rehearsal))
}

function rooms(rehearsal: Rehearsal): Html | '' {
  if (rehearsal.messages.length === 0) return ''
  const words = 'The staff’s alerts room day by day: alerts that fell due, and the messages they came in'
  const chart = rehearsal.rooms.some(({ kind, messages }) => kind === 'alerts' && messages > 0)
    ? figure(words, width => noiseChart(rehearsal, width))
    : ''
  return section('How loud it would have been', noise(rehearsal), html`${roomsTable(rehearsal)}${chart}`)
}

function times(rehearsal: Rehearsal): Html | '' {
  if (rehearsal.messages.length === 0) return ''
  const note = `Messages in suppliers’ rooms by weekday and hour, in ${rehearsal.agreed.calendar.zone}: the fuller, the more.`
  const chart = figure('Messages by weekday and hour', width => timesChart(rehearsal, width))
  return section('When it would have pinged', [note], chart)
}

function suppliers(rehearsal: Rehearsal): Html {
  const words = 'Orders late and never shipped, by supplier'
  const chart = rehearsal.suppliers.some(one => brokenOf(one) > 0)
    ? figure(words, width => suppliersChart(rehearsal, width))
    : ''
  const note = 'The suppliers with the most broken promises, and their share of what fell due.'
  return section('Who was late', chart ? [note] : [], html`${chart}${suppliersTable(rehearsal)}`)
}

function delays(rehearsal: Rehearsal): Html | '' {
  if (rehearsal.all.late === 0) return ''
  return section(
    'How late',
    [],
    figure('Orders shipped late, by how late', () => delaysChart(rehearsal)),
  )
}

function onTheWay(rehearsal: Rehearsal): Html | '' {
  const said = transit(rehearsal)
  return said.length > 0 ? section('On the way', said, transitTable(rehearsal)) : ''
}

function section(title: string, notes: readonly string[], body: unknown): Html {
  return html`<section>
<h2>${title}</h2>
${notes.length > 0 ? html`<p class="note">${notes.join(' ')}</p>` : ''}
${body}
</section>`
}

async function figure(words: string, chart: (width: number) => ReportChart) {
  const { wide, narrow } = await draw(chart)
  return html`<figure role="img" aria-label="${words}">
<div class="wide">${raw(wide)}</div>
<div class="narrow">${raw(narrow)}</div>
</figure>`
}
