import type { Events } from '../events.ts'
import type { Reaction } from '../kernel/asking/reaction.ts'
import type { Card } from '../kernel/shapes/card.ts'
import { count } from '../kernel/words/text.ts'
import { HELD_DAYS } from './carrier-silence.ts'
import { GRACE_HOURS } from './trouble-of.ts'

const silenceKey = (id: string) => ({ kind: 'carrier-silence', subject: id })

/** A carrier says nothing of any of its parcels: one message instead of a case for each of them. */
function silentCard({ name, carrier, since, parcels }: Events['carrier.fell_silent']): Card {
  return {
    audience: 'staff',
    tone: 'warning',
    title: `${name} has gone silent`,
    summary: `Nothing was heard of any of the ${count(parcels, 'parcel')} that ${name} has on its way. That is more likely an outage than so many lost parcels, so I open no cases for it yet.`,
    facts: [{ label: 'Silent since', value: { at: since } }],
    buttons: [{ label: 'List the parcels', command: 'parcel.silent', input: { carrier }, style: 'primary' }],
    context: `Cases open for parcels that stay silent after ${name} speaks again, or after ${HELD_DAYS} days.`,
  }
}

/** The same once it speaks again. */
function spokeCard({ name }: Events['carrier.spoke_again']): Card {
  return {
    audience: 'staff',
    tone: 'good',
    title: `${name} speaks again`,
    summary: `News of parcels comes in again. Those of which none comes within ${count(GRACE_HOURS, 'hour')} get cases.`,
  }
}

export const postSilence: Reaction<'carrier.fell_silent'> = async (speech, { about, data }) =>
  speech.post(silenceKey(about), await speech.staffRooms('alerts'), silentCard(data))

export const redrawSilence: Reaction<'carrier.spoke_again'> = (speech, { about, data }) =>
  speech.redraw(silenceKey(about), spokeCard(data))
