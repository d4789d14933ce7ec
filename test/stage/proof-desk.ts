import { z } from 'zod'
import { type Commands, command } from '../../src/kernel/asking/command.ts'
import { findRoom } from '../../src/kernel/asking/room.ts'
import type { Db } from '../../src/kernel/ground/db.ts'
import { loadFile } from '../../src/kernel/ground/load-file.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { openDesk } from '../../src/kernel/hearing/open-desk.ts'
import type { Chat } from '../../src/kernel/shapes/chat.ts'
import { smallHouse } from './kernel/small-house.ts'

/** What the verb was given: its words, and each file's name and contents. */
export type Proof = { note: string; photos: readonly { name: string; words: string }[] }

/** Staff's `/proof add`, which asks for a note and takes photos. */
function proofCommands(given: Proof[]): Commands {
  const add = command({
    input: z.object({ note: z.string().max(20, 'that is too long'), photos: z.array(z.uuid()).default([]) }),
    who: ['staff'],
    title: 'Add proof',
    does: 'Add photos to a case.',
    args: {
      note: { kind: 'text', label: 'Note', help: 'What they show.' },
      photos: { kind: 'files', label: 'Photos', help: 'Up to ten.' },
    },
    examples: ['/proof add broken'],
    async run({ db }, { note, photos }) {
      const loaded = await Promise.all(photos.map(id => loadFile(db, id)))
      const shown = loaded.map(file => ({ name: file?.name ?? '', words: Buffer.from(file?.bytes ?? []).toString() }))
      given.push({ note, photos: shown })
      return { text: `Kept ${loaded.length}.` }
    },
  })
  return { 'proof.add': add }
}

/** A desk that knows that one command. Whoever is called Mei is a supplier's, all others are staff. */
export function proofDesk(db: Db) {
  const given: Proof[] = []
  const commands = proofCommands(given)
  const chats = new Map<string, Chat>()
  const desk = openDesk({
    ...smallHouse(db, {}),
    commands,
    chats,
    whoSpeaks: async ({ chat, user, name, channel }) => {
      const person = { chat, user, name, roomId: (await findRoom(db, chat, channel))?.id ?? null }
      return /mei/i.test(name) ? { side: 'supplier', supplierId: user, ...person } : { side: 'staff', ...person }
    },
    greeting: null,
    threadMessages: { said: '', edited: '', deleted: '', shared: async () => false, open: async () => [] },
    log: openLog('silent'),
    counted: () => {},
  })
  return { desk, chats, given, commands }
}
