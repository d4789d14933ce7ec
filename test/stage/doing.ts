import type { Hono } from 'hono'
import type { Answer } from '../../src/kernel/shapes/answer.ts'
import type { Reply } from '../discord/fake/reply.ts'
import type { Seen } from '../slack/fake/seen.ts'
import { formIn, tokenOf } from './console/read-form.ts'
import { words } from './console/reader.ts'
import { answered, type Process, type Server } from './discord/discord-bot.ts'
import type { MemoryChat } from './memory-chat.ts'
import type { people as slackPeople } from './slack/slack-bot.ts'
import { textOf } from './text-of.ts'
import { until } from './until.ts'

export type Place = 'orders' | 'alerts' | 'lumen'
export type Name = 'Sam' | 'Mei'
/** What goes into the fields of the form that opens, by their labels. */
export type Filled = Readonly<Record<string, string>>
/** What one person alone was told, and the buttons under it. */
export type Told = { text: string; presses(label: string): Promise<Told> }

/** What a chat's people do there with commands, buttons and forms, in the same words on each. */
export type Doing = {
  /** `types('Sam', 'orders', 'order cancel', { order: '1042' })` */
  types(who: Name, room: Place, command: string, given?: Filled, filled?: Filled): Promise<Told>
  /** A button on the card of that title. */
  presses(who: Name, room: Place, title: string, label: string, filled?: Filled): Promise<Told>
}

const lineOf = (command: string, given: Filled = {}) =>
  [`/${command}`, ...Object.values(given).map(value => `"${value}"`)].join(' ')

export function doingOnSlack({ sam, mei, rooms }: ReturnType<typeof slackPeople>): Doing {
  const who = { Sam: sam, Mei: mei }
  async function does(name: Name, room: Place, act: () => Promise<unknown>, filled?: Filled): Promise<Told> {
    const told = () => who[name].sees(rooms[room]).filter(({ ephemeral }) => ephemeral)
    const before = new Map(told().map(({ ts, text }) => [ts, text]))
    await act()
    if (filled) {
      await who[name].seesModal(({ submit }) => submit !== null)
      await who[name].submits(filled)
      const errors = Object.entries(who[name].modal?.errors ?? {})
      if (errors.length > 0) throw new Error(`Slack or Waybill refused the form: ${errors.join('; ')}`)
    }
    // An answer to a press on what only they see takes its place.
    const news = () => told().find(({ ts, text }) => before.get(ts) !== text)
    const seen = await until(news, `an answer to ${name} on Slack`)
    return { text: seen.text, presses: label => does(name, room, () => who[name].presses(seen, label)) }
  }
  const titled = (title: string) => (seen: Seen) => !seen.ephemeral && seen.text.startsWith(title)
  return {
    types: (name, room, command, given, filled) =>
      does(name, room, () => who[name].types(rooms[room], lineOf(command, given)), filled),
    presses: (name, room, title, label, filled) =>
      does(name, room, async () => who[name].presses(await who[name].reads(rooms[room], titled(title)), label), filled),
  }
}

export function doingOnDiscord({ discord, rooms, people }: Server): Doing {
  const who = { Sam: people.sam, Mei: people.mei }
  async function does(name: Name, act: Promise<Reply>, filled?: Filled): Promise<Told> {
    const first = await act
    const reply = filled ? await who[name].submits(filled) : first
    const text = await answered(reply)
    return { text, presses: label => does(name, who[name].presses(reply.message ?? '', label)) }
  }
  return {
    types: (name, room, command, given = {}, filled) =>
      does(name, who[name].types(rooms[room], command, given), filled),
    async presses(name, room, title, label, filled) {
      const card = discord.seen(rooms[room]).find(({ text }) => text.split('\n')[0] === title)
      if (!card) throw new Error(`no “${title}” in ${room} on Discord`)
      return does(name, who[name].presses(card, label), filled)
    },
  }
}

export function doingInConsole(app: Hono): Doing {
  const at = (name: Name, room: Place) => `/as/${name.toLowerCase()}/rooms/${room}`
  async function does(name: Name, room: Place, what: string, sent: Filled, filled?: Filled): Promise<Told> {
    const headers = { 'Sec-Fetch-Site': 'same-origin' }
    const body = new URLSearchParams(sent)
    const answer = await app.request(`${at(name, room)}/${what}`, { method: 'POST', headers, body })
    const markup = await answer.text()
    if (filled) return does(name, room, 'submit', formIn(markup, filled))
    const presses = (label: string) => does(name, room, 'press', { token: tokenOf(markup, label) })
    return { text: words(markup), presses }
  }
  return {
    types: (name, room, command, given, filled) => does(name, room, 'typed', { text: lineOf(command, given) }, filled),
    async presses(name, room, title, label, filled) {
      const page = await (await app.request(at(name, room))).text()
      const cards = [...page.matchAll(/<article class="card.*?<\/article>/gs)].map(([card]) => card)
      const card = cards.find(one => one.includes(`aria-label="${title}"`)) ?? ''
      return does(name, room, 'press', { token: tokenOf(card, label) }, filled)
    },
  }
}

export function doingInMemory(memory: MemoryChat, { desk }: Process): Doing {
  async function does(name: Name, room: Place, act: (by: Speaker) => Promise<Answer>, filled?: Filled): Promise<Told> {
    const speaker = { chat: 'memory', user: name.toLowerCase(), name, channel: room, roles: [] }
    const answer = await act(speaker)
    if (filled) {
      if (answer.kind !== 'form') throw new Error(`no form, but ${textOf(answer)}`)
      const { token, fields } = answer.form
      const values = fields.flatMap(({ name, label }) => (filled[label] ? [[name, filled[label]] as const] : []))
      return does(name, room, by => desk.submitted(by, token, Object.fromEntries(values)))
    }
    const buttons = answer.kind === 'shown' ? answer.card.presses : []
    const token = (label: string) => buttons.find(press => press.label === label)?.token ?? ''
    return { text: textOf(answer), presses: label => does(name, room, by => desk.pressed(by, token(label))) }
  }
  return {
    types: (name, room, command, given, filled) =>
      does(name, room, by => desk.typed(by, lineOf(command, given)), filled),
    async presses(name, room, title, label, filled) {
      const card = memory.messages.find(one => one.channel === room && one.card.title === title)?.card
      const token = card?.presses.find(press => press.label === label)?.token
      if (!token) throw new Error(`no button ${label} on “${title}” in ${room} in memory`)
      return does(name, room, by => desk.pressed(by, token), filled)
    },
  }
}
type Speaker = Parameters<Process['desk']['typed']>[0]
