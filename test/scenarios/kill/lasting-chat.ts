import { randomInt } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import type { Chat, Post } from '../../../src/kernel/shapes/chat.ts'

/** One call that changed what people see, in the order in which the chat took them. */
export type Said = { id: number; call: 'post' | 'edit'; key: string; channel: string; card: string }

/**
 * A chat that outlives the process that speaks to it, and never doubts: it posts what it is told as often as it is told.
 * Each call takes its time before and after it is done, so that a kill falls on either side.
 */
export function lastingChat(path: string): Chat & { close(): void } {
  const file = new DatabaseSync(path)
  file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA busy_timeout = 5000')
  file.exec('create table if not exists said (id integer primary key, call text, key text, channel text, card text)')
  const write = file.prepare('insert into said (call, key, channel, card) values (?, ?, ?, ?)')
  const look = file.prepare(`select id from said where call = 'post' and key = ? and channel = ?`)
  const say = async (call: Said['call'], { key, channel, card }: Post) => {
    await setTimeout(randomInt(40))
    const { lastInsertRowid } = write.run(call, key, channel, JSON.stringify(card))
    await setTimeout(randomInt(40))
    return String(lastInsertRowid)
  }
  const named = (typed: string) => typed.replace(/^[#@]/, '')
  return {
    name: 'lasting',
    pace: 0,
    post: post => say('post', post),
    edit: async (_, post) => void (await say('edit', post)),
    find: async ({ key, channel }) => {
      const row = look.get(key, channel) as { id: number } | undefined
      return row ? String(row.id) : null
    },
    files: { fetch: async () => new Uint8Array() },
    directory: {
      findChannel: async typed => ({ channel: named(typed), name: named(typed) }),
      findPerson: async typed => ({ user: named(typed), name: named(typed) }),
      isIn: async () => false,
      suggest: async () => [],
    },
    close: () => file.close(),
  }
}

/** All that was said in that chat. */
export function readAll(path: string): readonly Said[] {
  const file = new DatabaseSync(path, { readOnly: true })
  const rows = file.prepare('select * from said order by id').all() as unknown as readonly Said[]
  file.close()
  return rows
}
