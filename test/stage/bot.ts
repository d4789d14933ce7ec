import { openHouse } from '../../src/house.ts'
import { listStaffRoom } from '../../src/kernel/asking/room.ts'
import { type Dispatcher, startDispatcher } from '../../src/kernel/carrying/dispatcher.ts'
import type { Database } from '../../src/kernel/ground/db.ts'
import { type Heart, startHeart } from '../../src/kernel/ground/heart.ts'
import { type Log, openLog } from '../../src/kernel/ground/log.ts'
import { openSeal } from '../../src/kernel/ground/seal.ts'
import type { Actor, Speaker } from '../../src/kernel/shapes/actor.ts'
import type { Answer } from '../../src/kernel/shapes/answer.ts'
import type { Chat, Drawn } from '../../src/kernel/shapes/chat.ts'
import { KEY } from './outside.ts'
import type { Person } from './person.ts'

/** The whole bot over a database and one chat, with a clock that tests can set. */
export type Bot = ReturnType<typeof openHouse> & {
  pump: Dispatcher
  heart: Heart | null
  /** Speaks as a person in a channel. */
  as(name: string, channel: string): MemoryPerson
  now(): Date
  /** Moves the clock on, ms. */
  wait(ms: number): void
  close(): Promise<void>
}

/** Somebody in a room of that chat, who holds the forms that they are answered with. */
export type MemoryPerson = Person<[], Drawn, [form: Answer], Answer> & {
  /** Types it, and sends the form that opens as it is. */
  does(text: string): Promise<Answer>
}

export const system: Actor = { side: 'system', name: 'Test' }

/**
 * Opens it with the staff rooms `orders`, `alerts` and `support` on that chat.
 * @param life how far its clock is ahead from its start, ms, and whether other processes hear that it lives.
 */
export async function openBot(
  database: Database,
  chat: Chat,
  log: Log = openLog('silent'),
  origins: readonly string[] = [],
  life: { ahead?: number; beats?: boolean } = {},
): Promise<Bot> {
  let { ahead = 0 } = life
  const now = () => new Date(Date.now() + ahead)
  const house = openHouse({ database, log, counted: () => {}, seal: openSeal(KEY), origins, now })
  house.chats.set(chat.name, chat)
  for (const purpose of ['orders', 'alerts', 'support'] as const)
    await listStaffRoom(database.db, { chat: chat.name, channel: purpose, name: purpose, purpose }, now())
  const heart = life.beats ? await startHeart({ db: database.db, log, now }) : null
  const pump = await startDispatcher({ database, chats: house.chats, ask: house.ask, log, now, heart })
  const speaker = (name: string, channel: string): Speaker => ({
    chat: chat.name,
    user: name.toLowerCase(),
    name,
    channel,
    roles: [],
  })
  return {
    ...house,
    pump,
    heart,
    now,
    wait: ms => {
      ahead += ms
    },
    as: (name, channel) => person(house.desk, speaker(name, channel)),
    async close() {
      await pump.stop()
      await heart?.stop()
    },
  }
}

function person(desk: Bot['desk'], speaker: Speaker): MemoryPerson {
  return {
    types: text => desk.typed(speaker, text),
    does: async text => {
      const answer = await desk.typed(speaker, text)
      return answer.kind === 'form' ? desk.submitted(speaker, answer.form.token, {}) : answer
    },
    presses: (card, label) => {
      const { presses, opens = [], rest } = card
      const press = [...presses, ...opens, ...(rest ? [rest] : [])].find(one => one.label === label)
      if (!press)
        throw new Error(`“${card.title}” has no button ${label}, only ${card.presses.map(one => one.label).join(', ')}`)
      return desk.pressed(speaker, press.token)
    },
    submits: (form, values) => {
      if (form.kind !== 'form' && form.kind !== 'errors') throw new Error(`no form, but ${JSON.stringify(form)}`)
      return desk.submitted(speaker, form.form.token, values)
    },
  }
}
