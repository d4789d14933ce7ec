import { bySystem, command } from '../kernel/asking/command.ts'
import { ListLeft, listLeft } from './list-left.ts'
import { NoteBatch, noteBatch } from './note-batch.ts'

/** What can be asked of many things that are done at once. */
export const batchCommands = {
  'batch.note': command({
    ...bySystem,
    title: 'Note what was done',
    does: 'Note what became of some of many things.',
    input: NoteBatch,
    run: noteBatch,
  }),
  'batch.left': command({
    who: ['staff', 'supplier'],
    title: 'All that are left',
    does: 'List what was not done of many things, and why.',
    hidden: true,
    input: ListLeft,
    args: {},
    examples: [],
    run: listLeft,
  }),
}
