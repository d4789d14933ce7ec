import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { type ConsoleOptions, type ConsolePerson, connectConsole } from '../../../src/integrations/console/connect.ts'
import { openLog } from '../../../src/kernel/ground/log.ts'
import type { Desk } from '../../../src/kernel/hearing/desk.ts'
import { startInbox } from '../../../src/kernel/hearing/inbox.ts'
import type { Answer } from '../../../src/kernel/shapes/answer.ts'
import type { Drawn } from '../../../src/kernel/shapes/chat.ts'
import type { Sent } from '../../../src/kernel/shapes/form.ts'
import type { Importer } from '../../../src/kernel/shapes/importer.ts'
import type { AskWork, WorkPage, WorkRow } from '../../../src/kernel/shapes/work.ts'
import { testDatabase } from '../database.ts'

export const ada: ConsolePerson = { user: 'ada', name: 'Ada', title: 'staff', staff: true, channels: 'all' }
export const mei: ConsolePerson = {
  user: 'mei',
  name: 'Mei Lin',
  title: 'Lumen Works',
  staff: false,
  channels: ['lamps'],
}
export const tom: ConsolePerson = { user: 'tom', name: 'Tom', title: 'Glass & Co', staff: false, channels: ['glass'] }

type Heard = { how: keyof Desk; user: string; channel: string; what: unknown }

/** A console over real SQL and real HTTP, with a desk that notes what it is told and answers as ordered. */
export async function aConsole(given: Partial<Omit<ConsoleOptions, 'db' | 'desk' | 'inbox'>> = {}) {
  const { db, close } = await testDatabase()
  const heard: Heard[] = []
  const sent: Sent[] = []
  const mistakes: unknown[] = []
  const answers: Answer[] = []
  let people: ConsolePerson[] = [ada, mei, tom]
  const hear = (how: keyof Desk, speaker: { user: string; channel: string }, what: unknown) => {
    heard.push({ how, user: speaker.user, channel: speaker.channel, what })
  }
  const answer = (how: keyof Desk, speaker: { user: string; channel: string }, what: unknown): Answer => {
    hear(how, speaker, what)
    return answers.shift() ?? { kind: 'said', text: `heard ${how}` }
  }
  const desk: Desk = {
    typed: async (speaker, text) => answer('typed', speaker, text),
    pressed: async (speaker, token) => answer('pressed', speaker, token),
    submitted: async (speaker, token, values, _, files = {}) => {
      sent.push(files)
      return answer('submitted', speaker, { token, values })
    },
    opens: async (speaker, command, known) => answer('opens', speaker, { command, known }),
    asked: async (speaker, command, input) => answer('asked', speaker, { command, input }),
    complete: async () => [],
    completeField: async () => [],
    threadMessage: async (speaker, what) => {
      hear('threadMessage', speaker, what)
      return answers.shift() ?? null
    },
    opensForm: async () => false,
    openThreads: async () => [],
    suggest: async (speaker, text) => {
      hear('suggest', speaker, text)
      return [{ insert: '/order list', label: '/order list', detail: 'Open <orders>' }]
    },
  }
  const work: AskWork = async () => aWorkPage([1, 2, 3].map(aRow))
  const options = {
    work,
    secret: null,
    hosts: ['127.0.0.1', 'localhost'],
    importer: noImporter,
    people: async () => people,
  }
  const inbox = startInbox({ db, desk, replies: new Map(), log: openLog('silent'), now: () => new Date() })
  const house = { db, desk, inbox: () => inbox, onError: (error: unknown) => mistakes.push(error) }
  const console = connectConsole({ ...options, ...given, ...house })
  const server = createServer(getRequestListener(console.app.fetch))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    ...console,
    db,
    heard,
    /** The files of each form that was sent. */
    sent,
    mistakes,
    address,
    /** The next answers of the desk. */
    answer: (...next: readonly Answer[]) => void answers.push(...next),
    admit: (...next: readonly ConsolePerson[]) => {
      people = [...next]
    },
    get: (path: string, headers: Record<string, string> = {}) => fetch(address + path, { headers, redirect: 'manual' }),
    /** A request as our own page makes it. */
    send: (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(address + path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        redirect: 'manual',
        headers: { Origin: address, 'Sec-Fetch-Site': 'same-origin', ...headers },
      }),
    async end() {
      console.close()
      server.closeAllConnections()
      server.close()
      await inbox.stop()
      await close()
    },
  }
}

export type TestedConsole = Awaited<ReturnType<typeof aConsole>>

export type Asked = { user: string; channel: string; table: string; given: Readonly<Record<string, string>> }

/** A page of the work page with these rows. */
export function aWorkPage(rows: readonly WorkRow[]): WorkPage {
  return {
    tables: [
      { table: 'orders', title: 'Orders' },
      { table: 'cases', title: 'Cases' },
    ],
    filters: [{ name: 'which', label: 'Which', value: 'open', choices: [{ value: 'open', label: 'Open' }] }],
    text: '',
    columns: ['Order', 'State', 'City'],
    ...{ rows, all: rows.length, next: null, back: null },
  }
}

const aRow = (at: number): WorkRow => ({
  ...{ id: `6f1f3a52-0000-4000-8000-00000000000${at}`, number: `104${at}`, tone: 'waiting' },
  cells: ['Sent, not acknowledged yet', 'G'.repeat(120)],
})

export const PLAIN = { encoding: 'utf-8', title: 'UTF-8', assumed: false, example: null }

const noImporter: Importer = {
  encodings: [],
  preview: async () => ({
    written: PLAIN,
    orders: 0,
    lines: 0,
    totals: [],
    sample: [],
    refused: [],
    form: { title: 'Shopify’s order export', lacks: [] },
    differs: [],
  }),
  run: async () => ({ received: 0, updated: 0, unchanged: 0, refused: [] }),
}

export function aCard(card: Partial<Drawn> = {}): Drawn {
  return { audience: 'staff', tone: 'neutral', title: 'Order 1042', summary: 'It came in.', presses: [], ...card }
}
